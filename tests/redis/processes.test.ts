import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Stores } from '../../src/core/stores.ts';
import { message, newThread, tsOf } from '../contracts/samples.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

interface WorkerEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

interface WorkerProcess {
  /** The next event of that name that was not asked for yet. */
  next(event: string): Promise<WorkerEvent>;
  signal(signal: NodeJS.Signals): void;
  line(): void;
  end(): Promise<void>;
}

describe('worker processes', () => {
  let redis: TestRedis;
  let keyPrefix: string;
  let stores: Stores;
  const running: WorkerProcess[] = [];

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  afterEach(async () => {
    await Promise.all(running.splice(0).map((worker) => worker.end()));
    await stores.close();
  });

  const worker = async (mode: 'answer' | 'hang'): Promise<WorkerProcess> => {
    const started = startWorker(redis.url, keyPrefix, mode);
    running.push(started);
    await started.next('ready');
    return started;
  };
  const begin = (): void => {
    keyPrefix = newPrefix();
    stores = openStores(redis.url, { keyPrefix });
  };

  it('take over what a killed one was answering, and what it began', async () => {
    begin();
    const threads = [newThread(), newThread(), newThread()];
    const dead = await worker('hang');
    for (const thread of threads) {
      await stores.inbox.accept(message(thread));
      await stores.wakeups.ring(thread);
      await dead.next('claimed');
    }
    const successor = await worker('answer');
    dead.signal('SIGKILL');
    for (const _ of threads) {
      expect(await successor.next('answered')).toMatchObject({
        completed: 'completed',
        begun: [tsOf(500)],
      });
    }
    for (const thread of threads) {
      const { messages, turns } = await stores.conversations.load(thread);
      expect({ lines: messages.length, turns }).toEqual({ lines: 2, turns: 1 });
    }
  });

  it('may neither post nor write after a pause in which another took over', async () => {
    begin();
    const thread = newThread();
    const paused = await worker('hang');
    await stores.inbox.accept(message(thread));
    await stores.wakeups.ring(thread);
    await paused.next('claimed');
    paused.signal('SIGSTOP');
    const successor = await worker('answer');
    await successor.next('answered');
    paused.line();
    paused.signal('SIGCONT');
    expect(await paused.next('tried')).toMatchObject({
      valid: false,
      begun: false,
      completed: 'fenced',
    });
    expect(await paused.next('aborted')).toMatchObject({ why: 'lease-lost' });
    const { turns, owner } = await stores.conversations.load(thread);
    expect({ turns, agent: owner?.agent }).toEqual({ turns: 1, agent: 'architect' });
  });
});

function startWorker(url: string, keyPrefix: string, mode: string): WorkerProcess {
  const file = `${import.meta.dirname}/fixtures/worker.ts`;
  const child = spawn(process.execPath, ['--import', 'tsx', file, url, keyPrefix, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const events: WorkerEvent[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line) as WorkerEvent);
    for (const look of waiting) look();
  });
  return {
    next: (event) =>
      new Promise((resolve) => {
        const look = (): void => {
          const at = events.findIndex((seen) => seen.event === event);
          const [found] = at < 0 ? [] : events.splice(at, 1);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    signal: (signal) => child.kill(signal),
    line: () => child.stdin.write('go\n'),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
