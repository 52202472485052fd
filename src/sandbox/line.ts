/** A waiting line in front of a counter with `places`: first come, first served. */
export interface Line {
  /** Resolves with the function that gives the place back. Rejects, and leaves the line, when aborted. */
  enter(signal: AbortSignal, onWaiting?: (ahead: number) => void): Promise<() => void>;
}

export function createLine(places: number): Line {
  const waiting: (() => void)[] = [];
  let busy = 0;

  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };

  return {
    async enter(signal, onWaiting) {
      signal.throwIfAborted();
      if (busy < places) {
        busy += 1;
        return leave;
      }
      onWaiting?.(busy + waiting.length - places + 1);
      await new Promise<void>((resolve, reject) => {
        const called = (): void => {
          signal.removeEventListener('abort', gaveUp);
          resolve();
        };
        const gaveUp = (): void => {
          waiting.splice(waiting.indexOf(called), 1);
          reject(new Error('left the waiting line'));
        };
        signal.addEventListener('abort', gaveUp, { once: true });
        waiting.push(called);
      });
      return leave;
    },
  };
}
