import type { Clock } from '../core/clock.ts';

/** The end of the time that an answer may take, as a signal that also follows the caller's. */
export interface Wall {
  readonly signal: AbortSignal;
  /** True when it was the time that ended the work, and not the caller. */
  expired(): boolean;
  /** Ends what still runs under the signal, too. */
  end(): void;
}

export function startWall(clock: Clock, wallMs: number, caller: AbortSignal): Wall {
  const over = new AbortController();
  const ended = new AbortController();
  let expired = false;
  const expire = async (): Promise<void> => {
    await clock.sleep(wallMs, ended.signal);
    expired = !caller.aborted;
    over.abort('time');
  };
  expire().catch((thrown: unknown) => {
    if (!ended.signal.aborted) throw thrown;
  });
  return {
    signal: AbortSignal.any([caller, over.signal]),
    expired: () => expired,
    end() {
      ended.abort('ended');
      over.abort('ended');
    },
  };
}
