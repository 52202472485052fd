import type { AllowedHost } from './allowed-host.ts';

/** The bytes of a file, or why there are none. `truncated`: more was there than asked for. */
export type Download =
  { readonly bytes: Buffer; readonly truncated: boolean } | { readonly failed: Failure };

export type Failure =
  /** It lies, or a redirect leads, where the token must not go. */
  'host' | 'forbidden' | 'gone' | 'server' | 'redirects';

export interface DownloadOptions {
  readonly token: string;
  readonly isAllowed: AllowedHost;
  readonly fetch: typeof fetch;
  /** How many bytes to read at most; asked once the first chunk is there, since the type decides. */
  readonly limitFor: (head: Uint8Array) => number;
  readonly signal: AbortSignal;
}

/**
 * Streams a file and stops at the limit. Redirects are followed by hand: `fetch` would drop the token on the way to
 * an allowed host and follow to any other. Rejects when aborted or when the connection fails.
 */
export async function download(url: URL, options: DownloadOptions): Promise<Download> {
  let next = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (!options.isAllowed(next)) return { failed: 'host' };
    const response = await options.fetch(next, {
      headers: { authorization: `Bearer ${options.token}` },
      redirect: 'manual',
      signal: options.signal,
    });
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      next = new URL(location, next);
      continue;
    }
    if (response.ok) return readUpTo(response, options.limitFor);
    await response.body?.cancel();
    return { failed: failureOf(response.status) };
  }
  return { failed: 'redirects' };
}

async function readUpTo(
  response: Response,
  limitFor: DownloadOptions['limitFor'],
): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let limit: number | null = null;
  if (response.body === null) return { bytes: Buffer.alloc(0), truncated: false };
  // Leaving the loop early cancels the body, and with it the transfer.
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (limit === null && size >= HEAD_BYTES) limit = limitFor(Buffer.concat(chunks));
    if (limit !== null && size > limit) {
      return { bytes: Buffer.concat(chunks).subarray(0, limit), truncated: true };
    }
  }
  const bytes = Buffer.concat(chunks);
  limit ??= limitFor(bytes);
  return { bytes: bytes.subarray(0, limit), truncated: size > limit };
}

function failureOf(status: number): Failure {
  if (status === 401 || status === 403) return 'forbidden';
  return status === 404 || status === 410 ? 'gone' : 'server';
}

/** Enough to tell the type. */
const HEAD_BYTES = 1_024;
const MAX_REDIRECTS = 5;
