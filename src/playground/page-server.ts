import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageAct, perform } from './page-act.ts';
import { sendPageFile } from './page-files.ts';
import type { Scene } from './scene.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import type { Trail } from './trail.ts';
import type { PageEvent } from './wire.ts';

/** What `npm run build` makes of `page/`; the same place seen from `src/playground` and from `dist/playground`. */
const pageFolder = new URL('../../dist/playground/page/', import.meta.url);

/** Larger than ten files of 20 MB would be: nobody drops that into a chat. */
const MAX_ACT_BYTES = 64 * 1024 * 1024;

/** Of the calls before the page was opened. */
const MAX_CALLS = 300;

interface PageServerOptions {
  /** Asked when a page is there, for each needs the other. */
  readonly slack: () => LocalSlack;
  readonly about: string;
  readonly trail: Pick<Trail, 'recent' | 'onLine'>;
  readonly scene: Pick<Scene, 'watch' | 'troubles' | 'inspect'>;
}

/**
 * The page's side of the playground: its files, the workspace as server-sent events, and what a person does.
 * Hangs onto the local Slack's own server (`otherwise`), which listens on the loopback only.
 */
export function createPageServer(
  options: PageServerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (!isOwnPage(request)) return answer(response, 403, { error: 'Only this page may ask.' });
    if (pathname === '/playground/events') return sendEvents(options, request, response);
    const [, file] = /^\/playground\/files\/(\w+)$/.exec(pathname) ?? [];
    if (file !== undefined) return sendShared(options.slack(), file, response);
    const served =
      pathname === '/playground/act'
        ? takeAct(options, request, response)
        : pathname === '/playground/thread'
          ? sendThread(options.scene, request, response)
          : sendFile(pathname, response);
    served.catch((thrown: unknown) => {
      const message = thrown instanceof Error ? thrown.message : 'That did not work.';
      answer(response, 400, { error: message });
    });
  };
}

/** Another site that a person has open can reach the loopback too; a browser says which page asks. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const named = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  return named && (headers.origin === undefined || headers.origin === `http://${headers.host}`);
}

function sendEvents(
  { slack, about, trail, scene }: PageServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const workspace = slack();
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (event: PageEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const [log, calls] = [trail.recent(), workspace.calls().slice(-MAX_CALLS)];
  const [deeds, faults] = [scene.watch.recent(), scene.troubles.offers];
  const snapshot = workspace.snapshot();
  send({ type: 'hello', hello: { snapshot, about, log, calls, deeds, faults } });
  const leave = [
    workspace.onEvery((change) => send(change)),
    trail.onLine((line) => send({ type: 'log', line })),
    scene.watch.onDeed((deed) => send({ type: 'deed', deed })),
  ];
  request.on('close', () => leave.forEach((end) => end()));
}

async function takeAct(
  { slack, scene }: PageServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parsed = pageAct.safeParse(JSON.parse(await readBody(request)));
  if (!parsed.success) {
    return answer(response, 400, { error: parsed.error.issues[0]?.message ?? 'Not understood.' });
  }
  if (parsed.data.act === 'fault') {
    return answer(response, 200, { said: await scene.troubles.make(parsed.data.fault) });
  }
  const refusal = await perform(slack(), parsed.data);
  answer(response, 200, refusal === null ? { ok: true } : { error: refusal });
}

/** What is stored of one thread. */
async function sendThread(
  scene: Pick<Scene, 'inspect'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [channel, ts] = [searchParams.get('channel') ?? '', searchParams.get('ts') ?? ''];
  const state = await scene.inspect(channel, ts);
  answer(response, state === null ? 404 : 200, state ?? { error: 'No bot.' });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MAX_ACT_BYTES) throw new Error('That is more than 64 MB.');
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A file that somebody shared. Never as a page of ours: it may be anything. */
function sendShared(slack: LocalSlack, id: string, response: ServerResponse): void {
  const bytes = slack.content(id);
  const type = slack.snapshot().files.find((file) => file.id === id)?.mimetype;
  if (bytes === undefined || type === undefined)
    return answer(response, 404, { error: 'No file.' });
  const isPicture = /^image\/(?:png|jpeg|gif|webp)$/.test(type);
  response.writeHead(200, {
    'content-type': isPicture ? type : 'application/octet-stream',
    'content-disposition': isPicture ? 'inline' : 'attachment',
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}

async function sendFile(pathname: string, response: ServerResponse): Promise<void> {
  const missing = await sendPageFile(pathname, pageFolder, response);
  if (missing !== null) answer(response, 404, { error: missing });
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
