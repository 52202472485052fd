import { label } from '../../schema/checks/facts.ts';
import { createIndexSql } from '../candidates/ddl.ts';
import type { Trial } from '../candidates/trials.ts';
import type { Planner } from '../plan/planner.ts';
import type { Advice, IndexAdvice, Plan } from '../review.ts';
import { planWithTrials } from './costs.ts';
import { CHEAP, choose, LEAST_GAIN } from './choose.ts';

export interface Advised {
  /** As it is, without any of the trial indexes. */
  readonly before: Plan;
  readonly advice: Advice | null;
  /** Why there is none. */
  readonly noAdvice: string | null;
}

export interface Bench {
  readonly planner: Planner;
  /** Bytes of a relation at the given row counts, by its oid. */
  readonly bytes: ReadonlyMap<number, number>;
}

/** Plans a query as it is and with what helps it. Null when the engine refuses it. */
export async function advise(
  { planner, bytes }: Bench,
  sql: string,
  trials: readonly Trial[],
): Promise<Advised | null> {
  const sizeOf = ({ oids }: Trial): number =>
    oids.reduce((sum, oid) => sum + (bytes.get(oid) ?? 0), 0);
  const weigh = (trial: Trial): number =>
    // A partial index serves one query; a whole one serves the next as well.
    sizeOf(trial) * (trial.candidate.where === null ? 1 : 2);
  await planner.show([]);
  const before = await planner.plan(sql);
  if (!before.ok) return null;
  const planWith = planWithTrials(planner, sql);
  const choice = await choose({ trials, planWith, weigh }, before.plan);
  if (choice.trials.length === 0) {
    return { before: before.plan, advice: null, noAdvice: whyNone(before.plan, choice.tried) };
  }
  await planner.show(choice.trials.flatMap(({ oids }) => oids));
  const after = await planner.plan(sql);
  await planner.show([]);
  if (!after.ok) return null;
  return {
    before: before.plan,
    noAdvice: null,
    advice: {
      indexes: choice.trials.map((trial) => describe(trial, sizeOf(trial))),
      after: rename(after.plan, choice.trials),
      ratio: before.plan.cost / Math.max(after.plan.cost, 0.01),
      tried: choice.tried,
    },
  };
}

function describe({ candidate, title: name }: Trial, bytes: number): IndexAdvice {
  return {
    table: label(candidate.table),
    keys: [...candidate.keys],
    ddl: createIndexSql(candidate, { name }),
    post_ddl: createIndexSql(candidate, { name, concurrently: true }),
    why: candidate.why,
    megabytes: Math.max(1, Math.round(bytes / 1_000_000)),
  };
}

function whyNone({ cost, bottleneck, shape }: Plan, tried: number): string {
  if (tried === 0 && cost < CHEAP) return `It is cheap as it is: cost ${round(cost)}, ${shape}.`;
  const share = `${Math.round(bottleneck.share * 100)} %`;
  const rest = `Its cost is ${round(cost)}, ${share} of it in ${bottleneck.node}.`;
  if (tried === 0)
    return `There is nothing in it that an index could serve and none serves yet. ${rest}`;
  const none =
    tried === 1
      ? 'The one index that was tried does not make'
      : `None of ${tried} indexes that were tried makes`;
  return `${none} it ${LEAST_GAIN} times cheaper. ${rest}`;
}

function round(cost: number): string {
  return Math.round(cost).toLocaleString('en');
}

/** In the plan the trial indexes get the names that they are recommended under. */
function rename(plan: Plan, trials: readonly Trial[]): Plan {
  const names = trials.map(({ name, title }) => ({
    from: new RegExp(`\\b${name}\\b`, 'g'),
    to: title,
  }));
  const change = (text: string): string =>
    names.reduce((changed, { from, to }) => changed.replace(from, to), text);
  const tree = (node: Plan['tree']): Plan['tree'] => ({
    ...node,
    index: node.index === null ? null : change(node.index),
    children: node.children.map(tree),
  });
  return {
    ...plan,
    text: change(plan.text),
    shape: change(plan.shape),
    bottleneck: { ...plan.bottleneck, node: change(plan.bottleneck.node) },
    tree: tree(plan.tree),
  };
}
