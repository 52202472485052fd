import { APIError } from '@anthropic-ai/sdk';
import type Anthropic from '@anthropic-ai/sdk';
import { lenientJson } from './lenient-json.ts';
import { createEventDecoder, type ServerSentEvent } from './server-sent-events.ts';

export type ReplyEvent = Anthropic.Messages.RawMessageStreamEvent;

/** The events of one reply while they come. */
export interface ReplyEvents {
  /** What came since it was last asked, never nothing; then what went wrong, if anything did. */
  readonly batches: AsyncGenerator<readonly ReplyEvent[], void>;
  /** The body was read to its end, and nothing was wrong with it: its connection is free. */
  ended(): boolean;
  /** Resolves when nothing more is read, for whatever reason. */
  readonly over: Promise<void>;
}

/**
 * Reads a reply's body to its end, whether anybody asks for the events or not: a reader that pauses must not look like
 * a provider that does. `touch` hears of all bytes, those of the pings included that the API sends while a model
 * thinks. The events of a packet come as one batch; the SDK's own stream makes promises of each, and a packet may carry
 * dozens.
 */
export function readEvents(response: Response, touch: () => void): ReplyEvents {
  const queue = createQueue();
  const pump = async (): Promise<void> => {
    try {
      await readBody(response, touch, queue.put);
      queue.end(null);
    } catch (thrown) {
      queue.end({ thrown });
    }
  };
  const over = pump();
  return { batches: queue.batches(), ended: queue.ended, over };
}

async function readBody(
  { body, headers }: Response,
  touch: () => void,
  put: (event: ReplyEvent) => void,
): Promise<void> {
  const decoder = createEventDecoder();
  const take = (events: readonly ServerSentEvent[]) => {
    for (const event of events) if (event.name !== 'ping') put(parse(event, headers));
  };
  for (const reader = body?.getReader(); ;) {
    // oxlint-disable-next-line no-await-in-loop -- one packet after the other
    const packet = await reader?.read();
    if (packet === undefined || packet.done) break;
    touch();
    take(decoder.push(packet.value));
  }
  take(decoder.end());
}

/** What the provider says of its trouble in the middle of a reply is thrown as the SDK throws it. */
function parse({ name, data }: ServerSentEvent, headers: Headers): ReplyEvent {
  if (name === 'error')
    throw new APIError(undefined, lenientJson(data) ?? data, undefined, headers);
  return JSON.parse(data);
}

interface Failure {
  readonly thrown: unknown;
}

/** Holds what came until it is asked for. It cannot outgrow a reply. */
function createQueue() {
  let waiting: ReplyEvent[] = [];
  let end: { readonly failure: Failure | null } | null = null;
  let wake: (() => void) | null = null;
  return {
    put: (event: ReplyEvent): void => {
      waiting.push(event);
      wake?.();
    },
    end: (failure: Failure | null): void => {
      end = { failure };
      wake?.();
    },
    ended: (): boolean => end !== null && end.failure === null,
    async *batches(): AsyncGenerator<readonly ReplyEvent[], void> {
      for (;;) {
        const batch = waiting;
        waiting = [];
        if (batch.length > 0) {
          yield batch;
          continue;
        }
        if (end?.failure != null) throw end.failure.thrown;
        if (end !== null) return;
        // oxlint-disable-next-line no-await-in-loop -- until more comes
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
