import {
  createServer,
  type IncomingMessage as HttpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';

/** One endpoint: a health check, the metrics, Slack's request URL. */
export interface Route {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly handler: (request: HttpRequest, response: ServerResponse) => Promise<void> | void;
}

export interface HttpServer {
  /** Resolves with the bound port, which differs from the asked one when that was 0. */
  listen(port: number): Promise<number>;
  /** Refuses new connections at once; resolves when those that are being answered have ended. */
  close(): Promise<void>;
}

/** The one HTTP server of the process, in both modes. A handler that throws is a 500 and a line in the log. */
export function createHttpServer(routes: readonly Route[], log: Log): HttpServer {
  const server = createServer((request, response) => {
    // A connection that was kept alive across `close` would hold it up until the client lets go.
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    void answer(routes, request, response, log);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  return {
    listen: (port) => listen(server, port),
    close: () => close(server),
  };
}

async function answer(
  routes: readonly Route[],
  request: HttpRequest,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const here = routes.filter((route) => route.path === path);
  // Node leaves the body out of an answer to HEAD.
  const asked = request.method === 'HEAD' ? 'GET' : request.method;
  const route = here.find(({ method }) => method === asked);
  try {
    if (route !== undefined) await route.handler(request, response);
    else response.writeHead(here.length > 0 ? 405 : 404).end();
  } catch (thrown) {
    log.error({ path, reason: toError(thrown).message }, 'an HTTP request could not be answered');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Slack gives up after 3 s; nobody needs longer to send a request. */
const REQUEST_TIMEOUT_MS = 10_000;
const CLOSE_GRACE_MS = 2_000;
