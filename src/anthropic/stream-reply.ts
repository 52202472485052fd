import type Anthropic from '@anthropic-ai/sdk';
import { settledWithin, type Clock } from '../core/clock.ts';
import type { ModelEvent, ModelFailure } from '../core/model.ts';
import type { Log } from '../lib/log.ts';
import { toModelFailure } from './failures.ts';
import { readReply } from './read-reply.ts';
import { readEvents, type ReplyEvents } from './reply-events.ts';
import type { RetryLimits } from './retry.ts';
import { withRetries } from './retry.ts';
import { createSpending } from './spending.ts';
import type { Watchdog } from './watchdog.ts';
import { startWatchdog } from './watchdog.ts';

type Params = Anthropic.Messages.MessageCreateParamsStreaming;

export interface StreamLimits extends RetryLimits {
  /** Longest silence within a reply, pings counted as words. */
  readonly idleMs: number;
}

export interface Streaming {
  readonly client: Anthropic;
  readonly priced: boolean;
  readonly limits: StreamLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Logs a failure and hands it back. */
  readonly logged: (failure: ModelFailure, model: string) => ModelFailure;
}

/**
 * One reply. Until its headers are there it is tried again in here; from then on every trouble is thrown with what
 * was spent, because text may have been given out. Leaving the loop early closes the connection.
 */
export async function* streamReply(
  deps: Streaming,
  params: Params,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  const { clock, logged, log } = deps;
  const { model } = params;
  const spending = createSpending(deps.priced);
  const connection = connect(signal);
  let requestId: string | null = null;
  let events: ReplyEvents | null = null;
  let isWhole = false;
  const name = (thrown: unknown): ModelFailure => {
    const { stalled } = connection;
    const context = { aborted: signal.aborted, stalled: stalled(), requestId, now: clock.now() };
    return toModelFailure(thrown, { ...context, usage: spending.soFar() });
  };
  try {
    const begin = () => connection.begin(deps.client, params);
    const onRetry = (failure: ModelFailure): void => void logged(failure, model);
    const response = await withRetries(begin, { ...deps, name, onRetry, signal });
    requestId = response.headers.get('request-id');
    connection.watch(clock, deps.limits.idleMs);
    const onRefusal = (category: string | null): void =>
      log.warn({ requestId, model, category }, 'the model refused');
    const context = { spending, askedModel: model, requestId, onRefusal };
    events = readEvents(response, () => connection.touch());
    for await (const event of readReply(events.batches, context)) {
      isWhole = event.type === 'done';
      yield event;
    }
  } catch (thrown) {
    throw logged(name(thrown), model);
  } finally {
    void connection.close(clock, isWhole ? events : null);
  }
}

/** The way to the provider for one reply: it ends with the signal, by silence, or by `close`. */
function connect(signal: AbortSignal) {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let watchdog: Watchdog | null = null;
  let silent = false;
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return {
    begin: (client: Anthropic, params: Params) =>
      client.messages.create(params, { signal: controller.signal }).asResponse(),
    touch: () => watchdog?.touch(),
    watch(clock: Clock, idleMs: number) {
      watchdog = startWatchdog(clock, idleMs, () => {
        silent = true;
        abort();
      });
    },
    stalled: () => silent,
    /** A whole reply's body gets a moment to end, for then its connection serves the next request. */
    async close(clock: Clock, whole: ReplyEvents | null): Promise<void> {
      watchdog?.stop();
      signal.removeEventListener('abort', abort);
      if (whole?.ended() === false) await settledWithin(clock, END_MS, whole.over);
      if (whole?.ended() !== true) abort();
    },
  };
}

/** The end of a body may come in a packet of its own. */
const END_MS = 500;
