import { ConfigError } from '../config.ts';
import { errorCode } from '../lib/errors.ts';
import { openBrowser } from '../playground/open-browser.ts';
import { startPlayground } from '../playground/playground.ts';
import { MissingRedis } from '../playground/trouble/redis-server.ts';
import { CommandFailure, type ExitCode } from './exit.ts';
import type { PlaygroundOptions } from './playground.ts';
import { loadEnvFile, stopSignal } from './process.ts';
import type { Terminal } from './terminal.ts';

/** `architect playground`, from its start to Ctrl+C. */
export async function runPlayground(
  { port, open, redis = false }: PlaygroundOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  loadEnvFile();
  const asked = stopSignal();
  const playground = await start(portNumber(port), redis, terminal);
  await terminal.print(`${playground.url}\n`);
  terminal.remark(`The playground is open at this address. ${playground.about}\nCtrl+C ends it.`);
  if (open) openBrowser(playground.url, terminal.env);
  await asked;
  await playground.stop();
  return 0;
}

async function start(port: number, redis: boolean, terminal: Terminal) {
  try {
    const { env } = terminal;
    return await startPlayground({ port, env, redis, warn: (line) => terminal.remark(line) });
  } catch (thrown) {
    if (thrown instanceof ConfigError) throw new CommandFailure(thrown.problems.join('; '), 2);
    if (thrown instanceof MissingRedis) throw new CommandFailure(thrown.message, 1);
    if (errorCode(thrown) !== 'EADDRINUSE') throw thrown;
    throw new CommandFailure(
      `port ${port} is taken; \`--port 0\` takes any free one (is another playground running?)`,
      1,
    );
  }
}

function portNumber(raw: string): number {
  const port = /^\d{1,5}$/.test(raw) ? Number(raw) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandFailure(`--port takes a number from 0 to 65535, not "${raw}"`, 2);
}
