import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Sandbox, SandboxJob, SandboxOutcome, SandboxRun } from '../core/sandbox.ts';
import { createLine } from './line.ts';
import { report } from './protocol.ts';
import { residentBytes } from './resident-memory.ts';

/** Short enough to catch an allocation of a gigabyte a second before it is two. */
const memoryPollMs = 50;
/** What is kept of a crashed child's last words. */
const lastWordsBytes = 2_000;

/** Children, `places` at once; the others wait in line. */
export function createSandbox(options: { readonly places: number }): Sandbox {
  const line = createLine(options.places);
  return {
    async run(job, how) {
      const leave = await line.enter(how.signal, how.onWaiting).catch(() => null);
      if (leave === null) return { kind: 'aborted' };
      try {
        return await runInChild(job, how);
      } finally {
        leave();
      }
    },
  };
}

async function runInChild(job: SandboxJob, how: SandboxRun): Promise<SandboxOutcome> {
  const child = startChild();
  const gone = new Promise<void>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve());
  });
  const killWithParent = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  try {
    return await watch(child, job, how);
  } finally {
    child.kill('SIGKILL');
    await gone;
    process.off('exit', killWithParent);
  }
}

/** Resolves with the first thing that ends the work. */
function watch(child: ChildProcess, job: SandboxJob, how: SandboxRun): Promise<SandboxOutcome> {
  const started = performance.now();
  const { limits, signal } = how;
  let note: unknown = null;
  let peakRssBytes = 0;
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-lastWordsBytes);
  });
  return new Promise<SandboxOutcome>((resolve) => {
    const end = (outcome: SandboxOutcome): void => {
      for (const timer of [wall, step]) clearTimeout(timer);
      clearInterval(poll);
      signal.removeEventListener('abort', abort);
      resolve(outcome);
    };
    const abort = (): void => end({ kind: 'aborted' });
    const wall = setTimeout(() => end({ kind: 'timeout', limit: 'wall', note }), limits.wallMs);
    // A child that is still starting (a second, on a busy machine ten) is not yet in any step.
    let step: NodeJS.Timeout | undefined;
    const restartStep = (): void => {
      clearTimeout(step);
      step = setTimeout(() => end({ kind: 'timeout', limit: 'step', note }), limits.stepMs);
    };
    const poll = setInterval(() => void measure(), memoryPollMs);
    const measure = async (): Promise<void> => {
      peakRssBytes = Math.max(peakRssBytes, (await residentBytes(child.pid ?? 0)) ?? 0);
      if (peakRssBytes > limits.rssBytes) end({ kind: 'memory', rssBytes: peakRssBytes, note });
    };
    if (signal.aborted) end({ kind: 'aborted' });
    signal.addEventListener('abort', abort, { once: true });
    child.on('message', (message) => {
      const said = report.parse(message);
      if (step === undefined) wall.refresh();
      restartStep();
      if (said.kind === 'note') {
        note = said.note;
        how.onNote?.(note);
      } else if (said.kind === 'thrown') end({ kind: 'crashed', why: said.why, note });
      else {
        const ms = performance.now() - started;
        end({ kind: 'ok', value: said.value, ms, peakRssBytes });
      }
    });
    child.once('error', (error) => end({ kind: 'crashed', why: error.message, note }));
    child.once('close', (code, by) =>
      end({ kind: 'crashed', why: lastWords || `it ended with ${by ?? code}`, note }),
    );
    child.send({ entry: job.entry.href, input: job.input });
  });
}

/** From source (tests, `tsx`) the child needs the TypeScript loader; built, it is plain JavaScript. */
function startChild(): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const loader = fromSource ? ['--import', loaderUrl()] : [];
  return fork(new URL(fromSource ? './child.ts' : './child.js', import.meta.url), {
    // Nothing of the bot's environment: it holds its tokens.
    env: {},
    execArgv: [...loader, '--max-old-space-size=640'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function loaderUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
