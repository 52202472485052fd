import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultAnswer } from './model/default-answer.ts';
import { playRefusal, playStream, playWhole } from './model/play.ts';
import type { RecordedRequest } from './model/request.ts';
import { parseRequest } from './model/request.ts';
import type { Refusal, Script, Step } from './model/script.ts';

type Reply = readonly Step[] | Script | Refusal;
/** A reply, or what makes one of the request. */
type Replying = Reply | ((request: RecordedRequest) => Reply);
type When = (request: RecordedRequest) => boolean;

/**
 * A model that does as it is told, behind the Messages API on loopback. Refuses what the real one refuses
 * (sampling parameters, prefill, a tool call without its result), so that a wrong loop fails here already.
 */
export interface ScriptedModel {
  /** Base address, without `/v1`. */
  readonly url: string;
  /** All requests, raw bodies included, in the order in which they came. */
  readonly requests: readonly RecordedRequest[];
  /** Requests whose client left before the end. */
  aborted(): number;
  /** Answers the next request that fits, once. Earlier scripts go first. */
  next(reply: Replying, when?: When): void;
  /** Answers every request that fits and that no `next` took. The latest goes first. */
  always(reply: Replying, when?: When): void;
  /** Resolves with the n-th request (from 1) that fits, past or future. */
  received(n: number, when?: When): Promise<RecordedRequest>;
  close(): Promise<void>;
}

export async function startScriptedModel(
  options: { readonly port?: number } = {},
): Promise<ScriptedModel> {
  const once: { reply: Replying; when: When }[] = [];
  const standing: { reply: Replying; when: When }[] = [];
  const requests: RecordedRequest[] = [];
  const waiting = new Set<() => void>();
  let aborted = 0;

  function choose(request: RecordedRequest): Reply {
    const index = once.findIndex((candidate) => candidate.when(request));
    const [taken] = index < 0 ? [] : once.splice(index, 1);
    const found = taken ?? standing.findLast((candidate) => candidate.when(request));
    const reply = found?.reply ?? defaultAnswer;
    return typeof reply === 'function' ? reply(request) : reply;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
    };
    const raw = await bodyOf(incoming);
    const requestId = `req_${requests.length + 1}`;
    if (head.method !== 'POST' || !head.path.startsWith('/v1/messages')) {
      return playRefusal(response, { status: 404, type: 'not_found_error' }, requestId);
    }
    const request = parseRequest(head, raw);
    if ('refused' in request) {
      return playRefusal(
        response,
        { status: 400, type: 'invalid_request_error', message: request.refused },
        requestId,
      );
    }
    requests.push(request);
    response.on('close', () => {
      if (!response.writableFinished) aborted += 1;
    });
    for (const check of waiting) check();
    const reply = choose(request);
    if ('status' in reply) return playRefusal(response, reply, requestId);
    const script: Script = 'steps' in reply ? reply : { steps: reply };
    const play = request.body.stream === true ? playStream : playWhole;
    return play(response, request, script, script.requestId ?? requestId);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((thrown: unknown) =>
      response.destroy(new Error('script failed', { cause: thrown })),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    aborted: () => aborted,
    next: (reply, when = () => true) => void once.push({ reply, when }),
    always: (reply, when = () => true) => void standing.push({ reply, when }),
    received: (n, when = () => true) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = requests.filter(when)[n - 1];
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the model has no port');
  return address.port;
}
