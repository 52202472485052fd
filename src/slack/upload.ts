import {
  WebAPIHTTPError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type FetchFunction,
} from '@slack/web-api';
import { toError } from '../lib/errors.ts';

/**
 * Sends bytes to an address that `files.getUploadURLExternal` gave out. The address is the permission: no token goes
 * with it. Fails as the Web API client does, so that one place decides what a failure means.
 */
export type Upload = (url: string, bytes: Uint8Array, signal: AbortSignal) => Promise<void>;

export function createUpload(send: FetchFunction = fetch): Upload {
  return async (url, bytes, signal) => {
    const body = new FormData();
    // A copy over a buffer of its own: a view may share its memory with others.
    body.append('file', new Blob([new Uint8Array(bytes)]), 'file');
    const until = AbortSignal.any([signal, AbortSignal.timeout(UPLOAD_TIMEOUT_MS)]);
    const { ok, status, statusText, headers } = await send(url, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: until,
    }).catch((thrown: unknown) => {
      throw new WebAPIRequestError(toError(thrown));
    });
    if (status === 429) throw new WebAPIRateLimitedError(Number(headers.get('retry-after')) || 1);
    if (!ok) throw new WebAPIHTTPError(status, statusText, {});
  };
}

/** A picture of a megabyte over a slow line; far shorter than the lease of a thread. */
const UPLOAD_TIMEOUT_MS = 15_000;
