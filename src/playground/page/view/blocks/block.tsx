import type { Block as BlockData, Snapshot } from '../../../slack/data.ts';
import { withEmoji } from '../../emoji.ts';
import { isFields, list, plain, textOf } from '../fields.ts';
import { Alert, Card, Container } from './boxes.tsx';
import { Chart } from './chart.tsx';
import { Element } from './elements.tsx';
import { Feedback } from './feedback.tsx';
import { LooseInput } from './loose-input.tsx';
import { Picture, PictureBlock, RemoteFile, Video } from './media.tsx';
import type { OnPress } from './press.ts';
import { RichText } from './rich-text.tsx';
import { Table } from './tables.tsx';
import { PlanBlock, TaskCard } from './tasks.tsx';
import { Markdown, TextObject } from './texts.tsx';

interface BlockProps {
  readonly block: BlockData;
  readonly snapshot: Snapshot;
  readonly onPress: OnPress;
}

/** One Block Kit block. A kind that is not drawn says so. */
export function Block({ block, snapshot, onPress }: BlockProps) {
  switch (block.type) {
    case 'header':
      return <h3 class="block-header">{withEmoji(plain(block['text']))}</h3>;
    case 'divider':
      return <hr />;
    case 'markdown':
      return <Markdown text={textOf(block['text']) ?? ''} />;
    case 'rich_text':
      return <RichText block={block} snapshot={snapshot} />;
    case 'section':
      return <Section block={block} snapshot={snapshot} onPress={onPress} />;
    case 'context':
      return <Context block={block} snapshot={snapshot} onPress={onPress} />;
    case 'actions':
    case 'context_actions':
      return <Actions block={block} snapshot={snapshot} onPress={onPress} />;
    case 'image':
      return <PictureBlock block={block} snapshot={snapshot} />;
    case 'video':
      return <Video block={block} snapshot={snapshot} />;
    case 'file':
      return <RemoteFile block={block} />;
    case 'data_visualization':
      return <Chart block={block} />;
    case 'input':
      return <LooseInput block={block} snapshot={snapshot} onPress={onPress} />;
    case 'table':
    case 'data_table':
      return <Table block={block} snapshot={snapshot} />;
    case 'plan':
      return <PlanBlock block={block} snapshot={snapshot} />;
    case 'task_card':
      return (
        <ul class="plan">
          <TaskCard block={block} snapshot={snapshot} />
        </ul>
      );
    case 'alert':
      return <Alert block={block} snapshot={snapshot} />;
    case 'container':
      return (
        <Container block={block} snapshot={snapshot}>
          {list(block['child_blocks']).map((child, index) => (
            <Block
              key={index}
              block={{ ...child, type: textOf(child['type']) ?? '' }}
              snapshot={snapshot}
              onPress={onPress}
            />
          ))}
        </Container>
      );
    case 'card':
      return <Card block={block} snapshot={snapshot} onPress={onPress} />;
    case 'carousel':
      return (
        <div class="carousel" tabindex={0}>
          {list(block['elements']).map((card, index) => (
            <Card key={index} block={card} snapshot={snapshot} onPress={onPress} />
          ))}
        </div>
      );
    default:
      return <p class="unknown-block">({block.type} block: not drawn here)</p>;
  }
}

function Section({ block, snapshot, onPress }: BlockProps) {
  const { accessory } = block;
  return (
    <div class="section">
      <div>
        <TextObject of={block['text']} snapshot={snapshot} />
        <div class="section-fields">
          {list(block['fields']).map((field, index) => (
            <TextObject key={index} of={field} snapshot={snapshot} />
          ))}
        </div>
      </div>
      {isFields(accessory) && (
        <Element
          element={accessory}
          blockId={textOf(block['block_id'])}
          snapshot={snapshot}
          onPress={onPress}
        />
      )}
    </div>
  );
}

function Context({ block, snapshot }: BlockProps) {
  return (
    <div class="context">
      {list(block['elements']).map((element, index) =>
        element['type'] === 'image' ? (
          <Picture key={index} of={element} snapshot={snapshot} />
        ) : (
          <TextObject key={index} of={element} snapshot={snapshot} />
        ),
      )}
    </div>
  );
}

function Actions({ block, snapshot, onPress }: BlockProps) {
  const blockId = textOf(block['block_id']);
  return (
    <div class="actions">
      {list(block['elements']).map((element, index) => {
        const Kind = element['type'] === 'feedback_buttons' ? Feedback : Element;
        return (
          <Kind
            key={index}
            element={element}
            blockId={blockId}
            snapshot={snapshot}
            onPress={onPress}
          />
        );
      })}
    </div>
  );
}
