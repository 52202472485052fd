import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A bot under measurement, as a process of its own. */
export interface MeasuredBot {
  readonly url: string;
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  /** Resident memory now, in MB. */
  rssMb(): Promise<number>;
  stop(): Promise<void>;
}

const scripts = {
  architect: resolve(import.meta.dirname, '../dist/main.js'),
  minimal: resolve(import.meta.dirname, 'minimal-bot.mjs'),
};

export async function startMeasured(
  which: keyof typeof scripts,
  env: Readonly<Record<string, string>>,
): Promise<MeasuredBot> {
  const began = performance.now();
  const child = spawn(process.execPath, [scripts[which]], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await readyPort(child);
  const readyMs = performance.now() - began;
  return {
    url: `http://127.0.0.1:${port}`,
    readyMs,
    rssMb: () => residentMb(child.pid),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function readyPort(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the bot has no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /"port":(\d+)/.exec(line)?.[1];
    if (line.includes('"ready"') && port !== undefined) {
      child.stdout.resume();
      return Number(port);
    }
  }
  throw new Error('the bot ended before it was ready');
}

async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
