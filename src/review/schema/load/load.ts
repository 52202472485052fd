import type { Engine } from '../engine/engine.ts';
import type { RehearsalNote } from '../migration/change-log.ts';
import type { Loaded } from './loaded.ts';
import { Loading, maxRounds, type Step } from './loading.ts';
import { prepare } from './prepare.ts';
import type { Script } from './script.ts';

/**
 * Tells which statement begins: if the child is killed in it, it was that one. With `together` it was one of those
 * that begin with it. `total`: how many there are.
 */
export type Note = (step: Step & { readonly total: number }) => void;

/**
 * Brings a script into the engine, statement by statement: what fails is tried again when others have succeeded
 * (order is often wrong in what people paste), then repaired, and what is left is told.
 * With `rehearsing`, changes to tables from before their script are undone and done again by their safe steps.
 */
export async function load(
  engine: Engine,
  script: Script,
  note: Note,
  rehearsing: RehearsalNote | null = null,
): Promise<Loaded> {
  const stubs = await prepare(engine, script);
  const total = script.statements.length;
  const noteOne = (step: Step): void => note({ ...step, total });
  const loading = new Loading(engine, script, { stubs, note: noteOne, rehearsing });
  await loading.runAll();
  for (let round = 0; round < maxRounds && (await loading.retry()); round += 1);
  await loading.repairAll();
  // What the script creates itself is made up only when its own statement has failed for good.
  loading.giveUpWaiting();
  await loading.repairAll();
  await engine.canary();
  return loading.result();
}
