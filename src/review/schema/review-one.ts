import { allChecks } from './checks/all.ts';
import { checksFor } from './dialects/applies.ts';
import type { Engine } from './engine/engine.ts';
import { inspect, type Inspected, type Inspection } from './inspect.ts';
import { reviewLimits } from './limits.ts';
import { load } from './load/load.ts';
import type { Loaded } from './load/loaded.ts';
import { account, openFor, readSchema, tooMany, type Reading } from './reading.ts';
import type { SchemaReview } from './review.ts';
import type { Assignment, Outcome } from './worker-protocol.ts';

/** Reviews one schema, or the migrations that make it. */
export async function reviewOne(task: Assignment, note: (step: unknown) => void): Promise<Outcome> {
  const reading = await readSchema(task.sources, task.dialect);
  const why = tooMany(reading.statements);
  if (why !== null) return { kind: 'refused', why };
  // No note before the first statement: the time that the engine takes to start counts against none of them.
  const engine = await openFor(reading);
  try {
    const { review } = await loadAndInspect(engine, reading, { task, note });
    return { kind: 'review', review };
  } finally {
    await engine.close();
  }
}

export interface LoadedReview {
  readonly review: SchemaReview;
  readonly loaded: Loaded;
  /** How many findings are left out, since they were known. */
  readonly unchanged: number;
}

/** Brings a schema into an engine and inspects it. */
export async function loadAndInspect(
  engine: Engine,
  reading: Reading,
  how: {
    readonly task: Assignment;
    readonly note: (step: unknown) => void;
    readonly known?: ReadonlySet<string>;
  },
): Promise<LoadedReview> {
  const { task, note } = how;
  const started = performance.now();
  const excluded = task.excluded.filter(({ of }) => of === undefined);
  const loaded = await load(
    engine,
    { ...reading.script, excluded, oneByOne: task.oneByOne },
    note,
    task.tryFixes ? note : null,
  );
  const loadMs = performance.now() - started;
  const { checks, left } = checksFor(allChecks, reading.read.dialect);
  const inspection: Inspection = {
    checks,
    tryFixes: task.tryFixes,
    sources: task.sources,
    ignored: task.ignored,
    script: reading.script,
    note,
    until: started + reviewLimits.wallMs * shareBeforeConcluding,
    ...(how.known === undefined ? {} : { known: how.known }),
  };
  const { unchanged, ...inspected } = await inspect(engine, loaded, inspection);
  return {
    loaded,
    unchanged,
    review: {
      ...withSkipped(inspected, left),
      engine: { name: 'PostgreSQL (PGlite)', version: engine.version },
      input: account(reading, loaded),
      summary: { ...inspected.summary, ms: { ...inspected.summary.ms, load: loadMs } },
    },
  };
}

/** On a machine that is busy the rest is needed to read the schema once more and to write the report. */
const shareBeforeConcluding = 0.6;

function withSkipped(
  inspected: Omit<Inspected, 'unchanged'>,
  left: SchemaReview['coverage']['checks_skipped'],
): Omit<Inspected, 'unchanged'> {
  const skipped = [...inspected.coverage.checks_skipped, ...left];
  return { ...inspected, coverage: { ...inspected.coverage, checks_skipped: skipped } };
}
