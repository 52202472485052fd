import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

/** A real bot process (`node dist/main.js`), as an operator starts it. */
export interface BotProcess {
  readonly pid: number;
  /** Every line it wrote to stdout, parsed where it is JSON. */
  readonly lines: readonly LogLine[];
  readonly errors: readonly string[];
  /** `http://127.0.0.1:port` of its HTTP server. */
  readonly url: string;
  /** Resolves with the first line, past or future, that fits. */
  line(fits: (line: LogLine) => boolean): Promise<LogLine>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, null after a signal. */
  readonly exited: Promise<number | null>;
}

export type LogLine = Readonly<Record<string, unknown>> & { readonly msg?: string };

export const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = resolve(ROOT, 'dist/main.js');

interface Started {
  readonly command?: readonly string[];
  readonly cwd?: string;
}

/** Starts a bot and waits until it says that it is ready. Rejects with what it wrote if it ends before that. */
export async function startBot(
  env: Readonly<Record<string, string>>,
  how: Started = {},
): Promise<BotProcess> {
  const bot = spawnBot(env, how);
  const ready = bot.line((line) => line.msg === 'ready');
  const outcome = await Promise.race([ready, bot.exited]);
  if (outcome === null || typeof outcome === 'number') {
    throw new Error(`the bot ended with ${outcome}: ${JSON.stringify([bot.lines, bot.errors])}`);
  }
  return { ...bot, url: `http://127.0.0.1:${String(outcome['port'])}` };
}

/** Starts a bot without waiting: for the tests of what it says when it cannot run. */
export function spawnBot(
  env: Readonly<Record<string, string>>,
  { command = [process.execPath, '--enable-source-maps', MAIN], cwd = ROOT }: Started = {},
): Omit<BotProcess, 'url'> {
  const { PATH = '' } = process.env;
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: { PATH, PORT: '0', ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const errors: string[] = [];
  const waiting = new Set<(line: LogLine) => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text);
    lines.push(line);
    for (const tell of waiting) tell(line);
  });
  createInterface({ input: child.stderr }).on('line', (text) => errors.push(text));
  return {
    pid: child.pid!,
    lines,
    errors,
    line: (fits) =>
      new Promise((found) => {
        const past = lines.find(fits);
        if (past !== undefined) return found(past);
        const tell = (line: LogLine) => {
          if (!fits(line)) return;
          waiting.delete(tell);
          found(line);
        };
        waiting.add(tell);
      }),
    kill: (signal) => child.kill(signal),
    exited: exitCode(child),
  };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

function parseLine(text: string): LogLine {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as LogLine) : { msg: text };
  } catch {
    return { msg: text };
  }
}
