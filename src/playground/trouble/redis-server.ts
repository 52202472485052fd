import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same port, over the same data. */
  restart(): Promise<void>;
}

/** There is no redis-server on this machine: the message says what to do. */
export class MissingRedis extends Error {}

/** A redis-server of one's own, which listens on the loopback only. Needs `redis-server` on PATH. */
export async function startRedisServer(
  options: { readonly appendonly?: boolean; readonly args?: readonly string[] } = {},
): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'architect-redis-'));
  const port = await freePort();
  // What the kernel was given outlives the process, and Redis gives it before it answers. Not with `everysec`: while the
  // disk is at it, Redis answers first and writes up to two seconds later.
  const durability = options.appendonly ? ['--appendonly', 'yes', '--appendfsync', 'no'] : [];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''].concat(
    durability,
    options.args ?? [],
  );
  let server = await launch(args, port);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async stop() {
      await end(server, 'SIGTERM');
      await rm(dir, { recursive: true, force: true });
    },
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      await end(server, 'SIGKILL');
      server = await launch(args, port);
    },
  };
}

async function launch(args: readonly string[], port: number): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    server.once('error', () => {
      reject(
        new MissingRedis(
          'redis-server is not on PATH: install it (Debian: apt-get install redis-server)',
        ),
      );
    });
    server.once('exit', () =>
      reject(new Error(`redis-server ended:\n${lines.slice(-5).join('\n')}`)),
    );
    createInterface({ input: server.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
  // A process that dies must not leave its server behind.
  const reap = () => server.kill('SIGKILL');
  process.once('exit', reap);
  server.once('exit', () => process.removeListener('exit', reap));
  await ready;
  await answers(port);
  return server;
}

async function answers(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write('PING\r\n');
  await once(socket, 'data');
  socket.destroy();
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  await gone;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
