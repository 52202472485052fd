import { differences, directSteps, type Difference } from '../change/compare.ts';
import { readTables } from '../change/read-shape.ts';
import type { Shape } from '../change/shape.ts';
import { EngineDied, type Engine } from '../engine/engine.ts';
import { filesOf, measure } from '../engine/measure.ts';
import type { Fix } from '../review.ts';
import type { SafeSequence, SafeStep } from './column-sequence.ts';
import { runAlone } from './run-alone.ts';

export type RanStep = NonNullable<Fix['steps']>[number];

/** A part of a change, and the way to do it safely; null where the direct way is harmless. */
export interface Unit {
  readonly difference: Difference | null;
  readonly sequence: SafeSequence | null;
}

export interface Rehearsal {
  readonly rollback: NonNullable<Fix['rollback']>;
  /** Steps of each unit, as they ran; null if the change was not undone, so nothing could be tried. */
  readonly ran: readonly (readonly RanStep[])[] | null;
  /** Whether the safe steps led to the same schema as the statement. */
  readonly reaches: boolean;
  /** What the engine answered to a safe step. */
  readonly refused: string | null;
}

export interface Rehearsed {
  readonly before: Shape;
  readonly after: Shape;
  /** Tables whose shape is compared. */
  readonly names: ReadonlySet<string>;
  readonly units: readonly Unit[];
  /** How the statement is undone. */
  readonly rollback: readonly string[];
}

/**
 * Undoes a change that was just made, compares the catalog with the one before, and makes the change again by its
 * safe steps, each committed by itself as on a database in use. Ends with the schema as the change left it.
 */
export async function rehearse(engine: Engine, change: Rehearsed): Promise<Rehearsal> {
  const rollback = await undo(engine, change);
  const none = { rollback, ran: null, reaches: false, refused: null };
  if (!rollback.restores) return none;
  const ran: RanStep[][] = [];
  let refused: string | null = null;
  for (const { difference, sequence } of change.units) {
    const steps = sequence?.steps ?? direct(difference);
    const done: RanStep[] = [];
    ran.push(done);
    for (const step of refused === null ? steps : []) {
      const result = await runStep(engine, step);
      if ('refused' in result) refused ??= result.refused;
      else done.push(result);
    }
  }
  if (refused === null) ran.at(-1)?.push(...(await tidy(engine, change)));
  const left = await leftOf(engine, change);
  if (left.length > 0) await arrive(engine, left, change);
  return { rollback, ran, reaches: refused === null && left.length === 0, refused };
}

async function leftOf(engine: Engine, { names, after }: Rehearsed): Promise<readonly Difference[]> {
  return differences(await readTables(engine, names), after);
}

/** Takes away what the safe steps leave behind: DETACH … CONCURRENTLY adds a check to the partition. */
async function tidy(engine: Engine, change: Rehearsed): Promise<readonly RanStep[]> {
  const left = await leftOf(engine, change);
  if (left.length === 0 || left.some(({ kind }) => kind !== 'part dropped')) return [];
  const result = await runStep(engine, { kind: 'transaction', statements: directSteps(left) });
  return 'refused' in result ? [] : [result];
}

function direct(difference: Difference | null): readonly SafeStep[] {
  const statements = difference?.ddl ?? [];
  return statements.length === 0 ? [] : [{ kind: 'transaction', statements }];
}

/** Runs the way back; it stays done only if it leads back. */
async function undo(
  engine: Engine,
  { before, names, rollback: ddl }: Rehearsed,
): Promise<Rehearsal['rollback']> {
  await engine.run('begin');
  for (const statement of ddl) {
    const executed = await engine.run(statement);
    if (executed.ok) continue;
    await engine.run('rollback');
    return { ddl: [...ddl], executed: false, restores: false, why: executed.message };
  }
  const left = differences(await readTables(engine, names), before);
  const restores = left.length === 0;
  await engine.run(restores ? 'commit' : 'rollback');
  const why = 'the schema after it is not the one before';
  return { ddl: [...ddl], executed: true, restores, ...(restores ? {} : { why }) };
}

async function runStep(
  engine: Engine,
  step: SafeStep,
): Promise<RanStep | { readonly refused: string }> {
  if (step.kind === 'yours') return { sql: step.what, by: 'you', lock: [], rewrites: [] };
  if (step.kind === 'alone') return runAlone(engine, step.statement);
  const measured = await measure(engine, step.statements, {
    end: 'commit',
    before: await filesOf(engine),
    inside: async () => null,
  });
  if ('refused' in measured) return { refused: measured.refused.message };
  return {
    sql: step.statements.join(';\n'),
    by: 'transaction',
    lock: [...measured.locks],
    rewrites: [...measured.rewrites],
  };
}

/** Goes the rest of the way directly, so that what follows in the script finds what it expects. */
async function arrive(
  engine: Engine,
  left: readonly Difference[],
  change: Rehearsed,
): Promise<void> {
  for (const statement of directSteps(left)) await engine.run(statement);
  const there = (await leftOf(engine, change)).length === 0;
  // The review begins anew without rehearsals: it must not judge a schema that they have bent.
  if (!there) throw new EngineDied('in a rehearsal: the schema could not be put back');
}
