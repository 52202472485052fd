import type { Trial } from '../candidates/trials.ts';
import type { Sketch } from '../plan/planner.ts';
import { indexesUsed, nodesOf } from '../plan/shape.ts';
import type { PlanWith } from './costs.ts';

/** An index costs each write and its space for ever: less than twice as good is not worth that. */
export const LEAST_GAIN = 2;
/** A look-up by key costs less: there is nothing to gain. */
export const CHEAP = 50;
/** A smaller index that is nearly as good is better: a fifth dearer, or by less than a page. */
const NEARLY = 1.2;
const LESS_THAN_A_PAGE = 3;
const MOST_INDEXES = 3;
/** What a further index must add to the ones before. */
const FURTHER_GAIN = 1.3;

export interface Choice {
  readonly trials: readonly Trial[];
  /** How many trial indexes were planned with. */
  readonly tried: number;
}

interface Found {
  readonly trials: readonly Trial[];
  readonly sketch: Sketch;
}

/** What is chosen from, and how its cost is known. */
export interface Choosing {
  readonly trials: readonly Trial[];
  readonly planWith: PlanWith;
  /** What an index weighs: the lighter one wins among those that are nearly equal. */
  readonly weigh: (trial: Trial) => number;
}

/**
 * Chooses indexes by what the planner says of each: the best one, or a lighter one that is nearly as good, then those
 * that add to it. Those that help only together are found by showing all and keeping what the plan uses.
 */
export async function choose(choosing: Choosing, before: Sketch): Promise<Choice> {
  if (before.cost < CHEAP || choosing.trials.length === 0) return { trials: [], tried: 0 };
  const grown = await grow(choosing, { trials: [], sketch: before });
  const shrunk = await shrink(choosing);
  const better = shrunk !== null && shrunk.sketch.cost * FURTHER_GAIN < grown.sketch.cost;
  const best = better && shrunk.trials.length <= MOST_INDEXES ? shrunk : grown;
  const worth = before.cost >= best.sketch.cost * LEAST_GAIN;
  return { trials: worth ? best.trials : [], tried: choosing.trials.length };
}

/** One index at a time. */
async function grow(choosing: Choosing, from: Found): Promise<Found> {
  if (from.trials.length === MOST_INDEXES) return from;
  const gain = from.trials.length === 0 ? LEAST_GAIN : FURTHER_GAIN;
  const options: { readonly trial: Trial; readonly sketch: Sketch }[] = [];
  for (const trial of choosing.trials.filter((other) => !from.trials.includes(other))) {
    const sketch = await choosing.planWith([...from.trials, trial]);
    if (sketch !== null && sketch.cost * gain <= from.sketch.cost) options.push({ trial, sketch });
  }
  const [best] = options.toSorted((a, b) => a.sketch.cost - b.sketch.cost);
  if (best === undefined) return from;
  const [next = best] = options
    .filter(({ sketch }) => isNear(sketch, best.sketch))
    .toSorted((a, b) => choosing.weigh(a.trial) - choosing.weigh(b.trial));
  return grow(choosing, { trials: [...from.trials, next.trial], sketch: next.sketch });
}

/** All indexes at once, then without what is not missed, the heaviest first. */
async function shrink({ trials, planWith, weigh }: Choosing): Promise<Found | null> {
  const together = await planWith(trials);
  if (together === null) return null;
  const used = indexesUsed(together.tree);
  let kept = trials.filter(({ names }) => names.some((name) => used.has(name)));
  let sketch = together;
  for (const trial of kept.toSorted((a, b) => weigh(b) - weigh(a))) {
    const without = kept.filter((other) => other !== trial);
    const rest = await planWith(without);
    if (rest === null || !isNear(rest, sketch)) continue;
    kept = without;
    sketch = rest;
  }
  return { trials: kept, sketch };
}

/**
 * Estimates are averages. A frequent value has a thousand times as many rows, and then a sort hurts that costs nothing on
 * average: a plan that sorts is never as good as one that need not.
 */
function isNear(sketch: Sketch, best: Sketch): boolean {
  if (sorts(sketch) && !sorts(best)) return false;
  return sketch.cost <= best.cost * NEARLY + LESS_THAN_A_PAGE;
}

function sorts({ tree }: Sketch): boolean {
  return [...nodesOf(tree)].some(({ node }) => node === 'Sort');
}
