import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from './api/method.ts';
import type { FileData } from './data.ts';
import { type Answer, type PipelineParts, serve } from './pipeline.ts';
import { readUpload } from './request-body.ts';
import { bearer, tokenKind } from './tokens.ts';

const unlimited = { perMinute: null, key: '' };

/** `url_private`: the bytes for the bot's token, and a login page with status 200 for everybody else. */
export async function serveFile(
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  context: Context,
  parts: PipelineParts,
): Promise<void> {
  const [, area = '', place = ''] = url.pathname.split('/');
  const id = place.split('-').at(-1) ?? '';
  const token = tokenKind(bearer(request), context.settings);
  const args = {
    file: id,
    host: request.headers.host ?? '',
    redirected: area === 'files-redirected',
  };
  const work = () => fileAnswer(id, url, token, area === 'files-redirected', context);
  await serve({ method: 'files.download', args, token, limit: unlimited }, work, response, parts);
}

/** The address that `files.getUploadURLExternal` gave out. */
export async function serveUpload(
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  { workspace }: Context,
  parts: PipelineParts,
): Promise<void> {
  const id = url.pathname.split('/').at(-1) ?? '';
  const bytes = await readUpload(request);
  const file = workspace.files.get(id);
  const work = (): Answer => {
    if (file === undefined) return plain(404, 'file_not_found');
    workspace.contents.set(id, bytes);
    workspace.files.put({ ...file, size: bytes.length });
    return plain(200, `OK - ${bytes.length}`);
  };
  const args = { file: id, bytes: bytes.length };
  await serve(
    { method: 'files.upload', args, token: 'none', limit: unlimited },
    work,
    response,
    parts,
  );
}

function fileAnswer(
  id: string,
  url: URL,
  token: string,
  redirected: boolean,
  context: Context,
): Answer {
  const { workspace, settings } = context;
  const file = workspace.files.get(id);
  const bytes = workspace.contents.get(id);
  if (file === undefined || bytes === undefined) return plain(404, 'not found');
  if (settings.fileRedirect !== 'none' && !redirected) return redirect(url, context);
  if (token !== 'bot' || !settings.scopes.includes('files:read'))
    return loginPage(workspace.team.name);
  return contentOf(file, bytes);
}

function redirect(url: URL, { settings, origin }: Context): Answer {
  const target = new URL(url.pathname.replace('/files-pri/', '/files-redirected/'), origin);
  // Another name of the same machine: a client that carries its token there has leaked it.
  if (settings.fileRedirect === 'other host') target.hostname = 'localhost';
  const location = target.toString();
  return { status: 302, headers: { location }, body: '', result: { location } };
}

function contentOf(file: FileData, bytes: Buffer): Answer {
  const headers = { 'content-type': file.mimetype, 'content-length': String(bytes.length) };
  return { status: 200, headers, body: bytes, result: { bytes: bytes.length } };
}

function loginPage(team: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to ${team}</body></html>`,
    result: { page: 'login' },
  };
}

function plain(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain' }, body, result: { body } };
}
