import type { IncomingMessage as HttpRequest } from 'node:http';

/**
 * The body as the text that was signed, or null when it is longer than the limit. Reading goes on past the limit, so
 * that the refusal can be sent, but nothing more is kept.
 */
export async function readBody(request: HttpRequest, limitBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.byteLength;
    if (bytes <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > limitBytes ? null : Buffer.concat(chunks).toString('utf8');
}
