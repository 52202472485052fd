import { describe, expect, jest, test } from '@jest/globals';
import type { SandboxJob, SandboxOutcome, SandboxRun } from '../../src/core/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

// A child starts in one to two seconds on a busy machine.
jest.setTimeout(30_000);

const entry = new URL('./work.ts', import.meta.url);
const limits = { wallMs: 20_000, stepMs: 10_000, rssBytes: 800_000_000 };

function run(input: unknown, how: Partial<SandboxRun> = {}): Promise<SandboxOutcome> {
  const signal = new AbortController().signal;
  return createSandbox({ places: 2 }).run({ entry, input }, { limits, signal, ...how });
}

function job(input: unknown): SandboxJob {
  return { entry, input };
}

describe('sandbox', () => {
  test('gives back what the work returned, and what it took', async () => {
    const outcome = await run({ do: 'echo', value: [1, 'two'] });
    expect(outcome).toMatchObject({ kind: 'ok', value: [1, 'two'] });
  });

  test('kills a step that never ends and says which one it was', async () => {
    const notes: unknown[] = [];
    const onNote = (note: unknown): void => void notes.push(note);
    const outcome = await run({ do: 'spin' }, { limits: { ...limits, stepMs: 1_500 }, onNote });
    expect(notes).toEqual(['spinning']);
    expect(outcome).toEqual({ kind: 'timeout', limit: 'step', note: 'spinning' });
  });

  test('ends work that is busy for too long, though it goes on step by step', async () => {
    const outcome = await run({ do: 'chatter' }, { limits: { ...limits, wallMs: 1_500 } });
    expect(outcome).toMatchObject({ kind: 'timeout', limit: 'wall' });
  });

  test('kills work that eats memory', async () => {
    const outcome = await run({ do: 'eat' }, { limits: { ...limits, rssBytes: 300_000_000 } });
    expect(outcome).toMatchObject({ kind: 'memory', note: 'eating' });
  });

  test('tells a crash from a result', async () => {
    expect(await run({ do: 'throw' })).toMatchObject({ kind: 'crashed' });
    expect(await run({ do: 'exit' })).toMatchObject({ kind: 'crashed', why: 'it ended with 7' });
  });

  test('does not show the child the environment', async () => {
    process.env['ARCHITECT_TEST_SECRET'] = 'xoxb-secret';
    const outcome = await run({ do: 'env' });
    expect(JSON.stringify(outcome)).not.toContain('xoxb-secret');
    expect(outcome.kind).toBe('ok');
  });

  test('ends at once when aborted', async () => {
    const abort = new AbortController();
    const outcome = run({ do: 'spin' }, { signal: abort.signal });
    abort.abort();
    expect(await outcome).toEqual({ kind: 'aborted' });
  });

  test('runs two at once, tells the third that it waits, and lets it in when a place is free', async () => {
    const sandbox = createSandbox({ places: 2 });
    const first = new AbortController();
    const signal = new AbortController().signal;
    const spinning = [
      sandbox.run(job({ do: 'spin' }), { limits, signal: first.signal }),
      sandbox.run(job({ do: 'spin' }), { limits, signal: first.signal }),
    ];
    const ahead: number[] = [];
    const third = sandbox.run(job({ do: 'echo', value: 3 }), {
      limits,
      signal,
      onWaiting: (count) => ahead.push(count),
    });
    await Promise.resolve();
    expect(ahead).toEqual([1]);
    first.abort();
    await Promise.all(spinning);
    expect(await third).toMatchObject({ kind: 'ok', value: 3 });
  });
});
