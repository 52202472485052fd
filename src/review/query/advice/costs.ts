import type { Trial } from '../candidates/trials.ts';
import type { Planner, Sketch } from '../plan/planner.ts';

/** The plan of one query with a set of trial indexes; null when the engine refuses it. */
export type PlanWith = (trials: readonly Trial[]) => Promise<Sketch | null>;

/** Plans one query with sets of indexes, each set once. */
export function planWithTrials(planner: Planner, sql: string): PlanWith {
  const known = new Map<string, Sketch | null>();
  return async (trials) => {
    const names = trials.map(({ name }) => name);
    const key = names.toSorted().join(' ');
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    await planner.show(trials.flatMap(({ oids }) => oids));
    const planned = await planner.sketch(sql);
    const sketch = planned.ok ? planned.plan : null;
    known.set(key, sketch);
    return sketch;
  };
}
