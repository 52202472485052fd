import { createHash } from 'node:crypto';
import type { SandboxedWork } from '../../core/sandbox.ts';
import { allChecks } from './checks/all.ts';
import { checksFor } from './dialects/applies.ts';
import { readSource, type ReadSource } from './dialects/read-source.ts';
import { EngineDied, openEngine } from './engine/engine.ts';
import { neededExtensions } from './engine/extensions.ts';
import { inspect } from './inspect.ts';
import { load, type Loaded } from './load/load.ts';
import type { SchemaReview } from './review.ts';
import { readScript } from './load/read-script.ts';
import { reviewLimits } from './limits.ts';
import { loadParser } from './sql/parse.ts';
import { assignment, type Assignment, type Outcome } from './worker-protocol.ts';

/** The review itself, inside the sandbox child: it may hang, eat memory or crash here. */
export const run: SandboxedWork = async (input, note) => {
  const task = assignment.parse(input);
  let last: unknown = null;
  try {
    return await review(task, (step) => {
      last = step;
      note(step);
    });
  } catch (thrown) {
    if (thrown instanceof EngineDied)
      return { kind: 'engine-died', why: thrown.message, note: last };
    throw thrown;
  }
};

async function review(task: Assignment, note: (step: unknown) => void): Promise<Outcome> {
  await loadParser();
  const read = await readSource(task.sources, task.dialect);
  const script = readScript(read.sources);
  const count = script.statements.length + script.failed.length + read.failed.length;
  if (count > reviewLimits.statements) {
    const most = reviewLimits.statements.toLocaleString('en');
    return { kind: 'refused', why: `It has ${count} statements; I review up to ${most} at once.` };
  }
  // No note before the first statement: the time that the engine takes to start counts against none of them.
  const engine = await openEngine(neededExtensions(script, read.sources));
  try {
    const started = performance.now();
    const failed = [...read.failed, ...script.failed];
    const loaded = await load(engine, { ...script, failed, excluded: task.excluded }, note);
    const loadMs = performance.now() - started;
    const { checks, left } = checksFor(allChecks, read.dialect);
    const inspected = await inspect(engine, loaded, {
      checks,
      tryFixes: task.tryFixes,
      sources: task.sources,
      script,
      note,
    });
    return {
      kind: 'review',
      review: {
        ...inspected,
        coverage: {
          ...inspected.coverage,
          checks_skipped: [...inspected.coverage.checks_skipped, ...left],
        },
        engine: { name: 'PostgreSQL (PGlite)', version: engine.version },
        input: { ...describe(task, read), ...account(loaded, read), statements: count },
        summary: { ...inspected.summary, ms: { ...inspected.summary.ms, load: loadMs } },
      },
    };
  } finally {
    await engine.close();
  }
}

type Input = SchemaReview['input'];

function describe(
  { sources }: Assignment,
  { dialect, note }: ReadSource,
): Pick<Input, 'sha256' | 'dialect' | 'dialect_note' | 'bytes'> {
  const all = sources.map((source) => source.text).join('\n');
  const sha256 = createHash('sha256').update(all).digest('hex');
  return { sha256, dialect, dialect_note: note, bytes: Buffer.byteLength(all) };
}

/** What became of every statement. */
function account(
  loaded: Loaded,
  read: ReadSource,
): Pick<Input, 'applied' | 'skipped' | 'failed' | 'stubs' | 'repairs'> {
  return {
    applied: loaded.applied.length,
    skipped: [...loaded.skipped, ...read.skipped],
    failed: loaded.failed.map(({ file, line, sqlstate, message }) => ({
      ...(file === undefined ? {} : { file }),
      line,
      sqlstate,
      message,
    })),
    stubs: unique(loaded.stubs),
    repairs: [...loaded.repairs],
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
