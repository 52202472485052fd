import type { Clock } from '../core/clock.ts';
import type { Reply } from '../core/reply.ts';

export interface Stopwatch {
  /** The same reply; its first text is noticed. */
  over(reply: Reply): Reply;
  times(): { readonly tookMs: number; readonly firstTextMs: number | null };
}

/** Measures from the question's arrival, by the clock on the wall: another process may have received it. */
export function startStopwatch(clock: Clock, receivedAt: number): Stopwatch {
  let firstTextMs: number | null = null;
  return {
    over: (reply) => ({
      status: (text) => reply.status(text),
      append(markdown) {
        firstTextMs ??= clock.now() - receivedAt;
        reply.append(markdown);
      },
      discard: () => reply.discard(),
      attach: (artifact) => reply.attach(artifact),
      finish: (ending) => reply.finish(ending),
      abandon: () => reply.abandon(),
    }),
    times: () => ({ tookMs: clock.now() - receivedAt, firstTextMs }),
  };
}
