import type Anthropic from '@anthropic-ai/sdk';
import type { ModelEvent, StopReason } from '../core/model.ts';
import type { Assembly } from './reply-assembly.ts';
import { createAssembly } from './reply-assembly.ts';
import type { ReplyEvent } from './reply-events.ts';
import type { Spending } from './spending.ts';

/** The provider ended the body politely in the middle of the reply: the SDK takes that for the end. */
class UnfinishedReply extends Error {
  constructor() {
    super('the stream ended before message_stop');
    this.name = 'UnfinishedReply';
  }
}

interface Context {
  readonly spending: Spending;
  readonly askedModel: string;
  readonly requestId: string | null;
  readonly onRefusal: (category: string | null) => void;
}

/**
 * Turns the API's events into ours; the text, or the thinking, of one batch becomes one piece, for each costs everybody
 * who hands it on. `done` is given only after `message_stop`; whatever ends earlier throws.
 */
export async function* readReply(
  batches: AsyncIterable<readonly ReplyEvent[]>,
  context: Context,
): AsyncGenerator<ModelEvent, void> {
  const take = createReader(context);
  for await (const batch of batches) {
    for (const event of joined(batch, take)) {
      yield event;
      if (event.type === 'done') return;
    }
  }
  throw new UnfinishedReply();
}

type Read = (event: ReplyEvent) => ModelEvent | null;

/** What came is given out before the failure behind it. */
function* joined(batch: readonly ReplyEvent[], read: Read): Generator<ModelEvent> {
  const events: ModelEvent[] = [];
  try {
    for (const raw of batch) add(events, read(raw));
  } catch (thrown) {
    yield* events;
    throw thrown;
  }
  yield* events;
}

function add(events: ModelEvent[], event: ModelEvent | null): void {
  const last = events.at(-1);
  if (event === null) return;
  if (last !== undefined && hasText(last) && hasText(event) && last.type === event.type) {
    events.splice(-1, 1, { ...event, text: last.text + event.text });
  } else {
    events.push(event);
  }
}

type TextEvent = Extract<ModelEvent, { text: string }>;

function hasText(event: ModelEvent): event is TextEvent {
  return event.type === 'text' || event.type === 'thinking';
}

/** What each event of a reply means, in order; null: nothing to tell. */
function createReader(context: Context): Read {
  const { spending, requestId, onRefusal } = context;
  const assembly = createAssembly();
  let model = context.askedModel;
  let reason: Anthropic.Messages.StopReason | null = null;
  return (event) => {
    switch (event.type) {
      case 'message_start':
        model = event.message.model;
        spending.started(model, event.message.usage);
        return null;
      case 'content_block_start':
      case 'content_block_delta':
        return progress(event, assembly, spending);
      case 'message_delta':
        reason = event.delta.stop_reason ?? reason;
        spending.reported(event.usage);
        if (reason === 'refusal') onRefusal(event.delta.stop_details?.category ?? null);
        return null;
      case 'message_stop': {
        const usage = spending.soFar();
        if (usage === null) throw new UnfinishedReply();
        const stopReason = toStopReason(reason, assembly);
        const content = assembly.parts(stopReason);
        return { type: 'done', content, stopReason, usage, model, requestId };
      }
      case 'content_block_stop':
    }
    return null;
  };
}

function progress(
  event: Extract<ReplyEvent, { type: 'content_block_start' | 'content_block_delta' }>,
  assembly: Assembly,
  spending: Spending,
): ModelEvent | null {
  if (event.type === 'content_block_start') {
    const { content_block: block } = event;
    assembly.start(event.index, block);
    return block.type === 'text' && block.text !== '' ? { type: 'text', text: block.text } : null;
  }
  const { delta } = event;
  assembly.add(event.index, delta);
  spending.generated(lengthOf(delta));
  if (delta.type === 'text_delta') return { type: 'text', text: delta.text };
  return delta.type === 'thinking_delta' ? { type: 'thinking', text: delta.thinking } : null;
}

function lengthOf(delta: Anthropic.Messages.RawContentBlockDelta): number {
  if (delta.type === 'text_delta') return delta.text.length;
  if (delta.type === 'thinking_delta') return delta.thinking.length;
  return delta.type === 'input_json_delta' ? delta.partial_json.length : 0;
}

function toStopReason(
  reason: Anthropic.Messages.StopReason | null,
  assembly: Assembly,
): StopReason {
  if (reason === 'model_context_window_exceeded') return 'context_full';
  if (reason === 'max_tokens' || reason === 'refusal' || reason === 'pause_turn') return reason;
  // Some gateways say `end_turn`, or nothing, beside a tool call.
  return assembly.callsTools() ? 'tool_use' : 'end_turn';
}
