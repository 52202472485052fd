import type { Engine } from '../engine/engine.ts';
import { load } from '../load/load.ts';
import type { Loaded } from '../load/loaded.ts';
import { readScript } from '../load/read-script.ts';
import type { Script } from '../load/script.ts';
import { safeSteps } from '../migration/summary.ts';
import type { SchemaChange } from '../review.ts';
import { differences, directSteps, type Difference } from './compare.ts';
import { breaksOf, lossesOf, objectName } from './consequences.ts';
import { readShape } from './read-shape.ts';
import { renamesIn } from './renames.ts';
import type { Shape } from './shape.ts';

export interface Executed {
  readonly script: Script;
  readonly loaded: Loaded;
  readonly change: SchemaChange;
  readonly found: readonly Difference[];
}

/**
 * Executes the steps between two versions on the old one, looks whether they led to the new one, and goes back.
 * Statements that want another order get it, as in any script.
 */
export async function executeChange(
  engine: Engine,
  {
    before,
    after,
    note,
    tries,
  }: {
    readonly before: Shape;
    readonly after: Shape;
    readonly note: (step: { readonly fix: string }) => void;
    /** False when a trial killed an earlier child. */
    readonly tries: boolean;
  },
): Promise<Executed> {
  const found = differences(before, after);
  const steps = tries ? directSteps(found) : [];
  const { script, loaded } = await runAll(engine, steps, note, note);
  const left = differences(await readShape(engine), after);
  const ordered = loaded.applied.map(({ text }) => text);
  const change: SchemaChange = {
    of: 'versions',
    steps: ordered,
    reaches: left.length === 0,
    ...(left.length === 0 ? {} : { unreached: [...new Set(left.map(objectName))] }),
    breaks: breaksOf(found),
    lost: lossesOf(found),
    renames: renamesIn(found),
    safe: safeSteps(ordered, loaded.changes),
    rollback: await goBack(engine, before, after, note),
    unchanged_findings: 0,
  };
  return { script, loaded, change, found };
}

async function runAll(
  engine: Engine,
  steps: readonly string[],
  note: (step: { readonly fix: string }) => void,
  rehearsing: ((step: { readonly fix: string }) => void) | null,
): Promise<{ readonly script: Script; readonly loaded: Loaded }> {
  const text = steps.map((step) => `${step};`).join('\n');
  const script = readScript([{ name: 'change', text }]);
  // Whatever kills the child here is ours to leave out: the review goes on without trials.
  const loaded = await load(engine, script, () => note({ fix: 'the change' }), rehearsing);
  return { script, loaded };
}

async function goBack(
  engine: Engine,
  before: Shape,
  after: Shape,
  note: (step: { readonly fix: string }) => void,
): Promise<SchemaChange['rollback']> {
  const { loaded } = await runAll(engine, directSteps(differences(after, before)), note, null);
  const left = differences(await readShape(engine), before);
  const [failed] = loaded.failed;
  const why = failed?.message ?? left.map(objectName).join(', ');
  return {
    ddl: loaded.applied.map(({ text }) => text),
    executed: failed === undefined,
    restores: left.length === 0,
    ...(why === '' ? {} : { why }),
  };
}
