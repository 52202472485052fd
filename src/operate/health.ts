import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../lib/log.ts';
import type { Metrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';
import type { ReadyCheck } from './readiness.ts';

/** One endpoint of the process' HTTP server, which serves it on `PORT` in both modes. */
interface Route {
  readonly path: string;
  readonly method: 'GET';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface HealthOptions {
  /** Asked by `/readyz`, by name: slack, redis, agents. */
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly log: Log;
  /** How long one check may take. */
  readonly timeoutMs?: number;
}

export interface Health {
  readonly routes: readonly Route[];
  /** From now on `/readyz` says no: the process is on its way out. */
  drain(): void;
}

/**
 * `/healthz` answers as long as the process turns its event loop: restart it when it does not. `/readyz` says whether
 * it can work: send it no traffic, and look at what it names, when it cannot. `/metrics` is for Prometheus.
 * None shows a secret, an error's text or anybody's data, yet none belongs on the open internet.
 */
export function createHealth({ checks, metrics, log, timeoutMs = 2_000 }: HealthOptions): Health {
  const readiness = createReadiness({ checks, log, timeoutMs });
  return {
    drain: () => readiness.drain(),
    routes: [
      route('/healthz', () => Promise.resolve(json(200, { status: 'ok' }))),
      route('/readyz', async () => {
        const { ready, ...report } = await readiness.ask();
        return json(ready ? 200 : 503, report);
      }),
      route('/metrics', async () => ({
        status: 200,
        type: metrics.contentType,
        body: await metrics.text(),
      })),
    ],
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function json(status: number, body: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(body)}\n` };
}

function route(path: string, answer: () => Promise<Answer>): Route {
  return {
    path,
    method: 'GET',
    handler: async (_request, response) => send(response, await answer()),
  };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
