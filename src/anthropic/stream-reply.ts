import type Anthropic from '@anthropic-ai/sdk';
import type { Clock } from '../core/clock.ts';
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
    yield* readReply(events.batches, context);
  } catch (thrown) {
    throw logged(name(thrown), model);
  } finally {
    connection.close(events?.ended() ?? false);
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
    /** `whole`: the body was read to its end, and the connection is free for the next request. */
    close(whole: boolean) {
      watchdog?.stop();
      signal.removeEventListener('abort', abort);
      if (!whole) abort();
    },
  };
}
