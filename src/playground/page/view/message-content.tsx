import type { MessageData } from '../../slack/data.ts';
import { personOf, type World } from '../world.ts';
import { Block } from './blocks/block.tsx';
import type { OnPress } from './blocks/press.ts';
import { StreamTasks } from './blocks/tasks.tsx';
import { Markdown, Mrkdwn } from './blocks/texts.tsx';

/** What a message says: its tasks, its text, its blocks, in the order in which Slack shows them. */
export function MessageContent({ world, message }: { world: World; message: MessageData }) {
  const { snapshot, me, send } = world;
  const { channel, ts, stream } = message;
  const byApp = personOf(snapshot, message.user)?.isBot === true;
  const onPress: OnPress = (press) => send({ act: 'click', as: me, channel, ts, ...press });
  // Of an app's message with blocks people see the blocks; its text is for notifications. A stream shows both, until
  // the app edits it into a message like others.
  const blocks = byApp ? message.blocks : [];
  const isStream = stream !== undefined && message.format === 'markdown';
  const showsText = message.text !== '' && (blocks.length === 0 || isStream);
  return (
    <>
      {isStream && (
        <StreamTasks
          tasks={stream.tasks}
          {...(stream.planTitle === undefined ? {} : { title: stream.planTitle })}
        />
      )}
      {showsText && <Said message={message} world={world} />}
      {blocks.map((block, index) => (
        <Block key={index} block={block} snapshot={snapshot} onPress={onPress} />
      ))}
      {message.edited !== undefined && !byApp && <span class="edited">(edited)</span>}
    </>
  );
}

function Said({ world, message }: { world: World; message: MessageData }) {
  if (message.subtype === 'channel_join' || message.subtype === 'tombstone') {
    return (
      <div class="quiet">
        <Mrkdwn text={message.text} snapshot={world.snapshot} />
      </div>
    );
  }
  if (message.format === 'markdown') {
    const streaming = message.stream?.state === 'open' ? 'streaming' : '';
    return <Markdown text={message.text} class={streaming} />;
  }
  return <Mrkdwn text={message.text} snapshot={world.snapshot} />;
}
