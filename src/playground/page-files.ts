import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Sends one of the built page's own files. Resolves with the sentence that says why not, where there is none; then
 * nothing was sent.
 */
export async function sendPageFile(
  pathname: string,
  folder: URL,
  response: ServerResponse,
): Promise<string | null> {
  const relative = normalize(pathname === '/' ? 'index.html' : pathname.slice(1));
  const path = join(fileURLToPath(folder), relative);
  const type = CONTENT_TYPES[extname(path)];
  const isOurs = type !== undefined && !relative.startsWith('..');
  const content = isOurs ? await readFile(path).catch(() => undefined) : undefined;
  if (type === undefined || content === undefined) {
    return pathname === '/' ? 'The page is not built: run `npm run build`.' : 'Not found.';
  }
  response.writeHead(200, { 'content-type': type, 'content-length': content.length });
  response.end(content);
  return null;
}
