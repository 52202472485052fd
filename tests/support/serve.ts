import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { afterEach } from '@jest/globals';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves one test on the loopback, and resolves with the origin, "http://127.0.0.1:49152". */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

/**
 * Asks a server that never says hello over TLS, and aborts as soon as it is connected. Resolves with what became of the
 * request and how long that took, in milliseconds: undici alone waits ten seconds.
 */
export async function abortedWhileConnecting(
  ask: (url: string, signal: AbortSignal) => Promise<unknown>,
): Promise<{ readonly thrown: unknown; readonly tookMs: number }> {
  const mute = createNetServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const address = mute.address();
  const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const late = new AbortController();
  const connected = once(mute, 'connection');
  const ended = ask(url, late.signal).catch((thrown: unknown) => thrown);
  const [socket] = await connected;
  const before = performance.now();
  late.abort();
  const thrown = await ended;
  socket.destroy();
  mute.close();
  return { thrown, tookMs: performance.now() - before };
}
