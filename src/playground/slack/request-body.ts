import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Json } from './data.ts';

const object = z.record(z.string(), z.unknown());

/** Slack refuses bodies of more than this; files have a limit of their own. */
const maxBytes = 64 * 1024 * 1024;

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Error('the request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The arguments of a Web API call: from the address, a form or JSON. Null: JSON that is no object. */
export async function readArguments(request: IncomingMessage, url: URL): Promise<Json | null> {
  const query = Object.fromEntries(url.searchParams);
  const body = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return query;
  if (type.startsWith('multipart/form-data')) {
    return { ...query, ...Object.fromEntries([...(await readForm(body, type))].filter(isText)) };
  }
  if (!type.startsWith('application/json')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
  }
  const parsed = parseObject(body.toString());
  return parsed === null ? null : { ...query, ...parsed };
}

/** The uploaded bytes: the request's body, or the one file of its form. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const body = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  for (const [, value] of await readForm(body, type)) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

export function parseObject(text: string): Json | null {
  try {
    const parsed = object.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function readForm(body: Buffer, type: string): Promise<FormData> {
  return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
}

function isText(entry: readonly [string, unknown]): entry is readonly [string, string] {
  return typeof entry[1] === 'string';
}
