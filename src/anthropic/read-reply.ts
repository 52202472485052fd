import type Anthropic from '@anthropic-ai/sdk';
import type { ModelEvent, StopReason } from '../core/model.ts';
import type { Assembly } from './reply-assembly.ts';
import { createAssembly } from './reply-assembly.ts';
import type { Spending } from './spending.ts';

type StreamEvent = Anthropic.Messages.RawMessageStreamEvent;

/** The provider ended the body politely in the middle of the reply: the SDK takes that for the end. */
class UnfinishedReply extends Error {
  constructor() {
    super('the stream ended before message_stop');
    this.name = 'UnfinishedReply';
  }
}

/**
 * Turns the API's events into ours. `done` is given only after `message_stop`; whatever ends earlier throws. Raw
 * events are read, not the SDK's MessageStream: iterating that one loses an error that comes while the consumer
 * waits for something else, and a half answer is taken for whole.
 */
export async function* readReply(
  events: AsyncIterable<StreamEvent>,
  context: {
    readonly spending: Spending;
    readonly askedModel: string;
    readonly requestId: string | null;
    readonly onRefusal: (category: string | null) => void;
  },
): AsyncGenerator<ModelEvent, void> {
  const assembly = createAssembly();
  let model = context.askedModel;
  let reason: Anthropic.Messages.StopReason | null = null;
  for await (const event of events) {
    switch (event.type) {
      case 'message_start':
        model = event.message.model;
        context.spending.started(model, event.message.usage);
        break;
      case 'content_block_start':
      case 'content_block_delta':
        yield* progress(event, assembly, context.spending);
        break;
      case 'message_delta':
        reason = event.delta.stop_reason ?? reason;
        context.spending.reported(event.usage);
        if (reason === 'refusal') context.onRefusal(event.delta.stop_details?.category ?? null);
        break;
      case 'message_stop': {
        const usage = context.spending.soFar();
        if (usage === null) throw new UnfinishedReply();
        const stopReason = toStopReason(reason, assembly);
        const content = assembly.parts(stopReason);
        yield { type: 'done', content, stopReason, usage, model, requestId: context.requestId };
        return;
      }
      case 'content_block_stop':
    }
  }
  throw new UnfinishedReply();
}

function* progress(
  event: Extract<StreamEvent, { type: 'content_block_start' | 'content_block_delta' }>,
  assembly: Assembly,
  spending: Spending,
): Generator<ModelEvent> {
  if (event.type === 'content_block_start') {
    const { content_block: block } = event;
    assembly.start(event.index, block);
    if (block.type === 'text' && block.text !== '') yield { type: 'text', text: block.text };
    return;
  }
  const { delta } = event;
  assembly.add(event.index, delta);
  spending.generated(lengthOf(delta));
  if (delta.type === 'text_delta') yield { type: 'text', text: delta.text };
  if (delta.type === 'thinking_delta') yield { type: 'thinking', text: delta.thinking };
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
