/**
 * Runs something that must not be waited for longer than `ms`: rejects then, and aborts the signal it was given.
 * A run that ignores its signal goes on unwatched; what it yields later is dropped.
 */
export async function within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { promise: late, timer } = rejectAfter(ms);
  try {
    return await Promise.race([run(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

function rejectAfter(ms: number): {
  readonly promise: Promise<never>;
  readonly timer: NodeJS.Timeout | undefined;
} {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return { promise, timer };
}
