import { toError } from './errors.ts';

/**
 * The work, or a rejection with the signal's reason as soon as it fires: for work that may hear of it late, as undici's
 * request does while it still connects. Its own end is then of no interest.
 */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return work;
  const settled = new AbortController();
  const fired = new Promise<never>((_, reject) => {
    const abort = () => reject(toError(signal.reason));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true, signal: settled.signal });
  });
  try {
    return await Promise.race([work, fired]);
  } finally {
    settled.abort('settled');
  }
}
