import { totalTokens } from '../../src/core/usage.ts';
import type { EvalCase } from '../case.ts';
import type { Check } from '../grade/check.ts';
import { grade } from '../grade/grade.ts';
import type { Observation } from '../observation.ts';
import type { CaseResult } from '../result.ts';
import { play } from './play.ts';
import { type Answerer, CASES_AT_ONCE, openStage, type Stage } from './stage.ts';

export interface RunOptions {
  readonly answerer: Answerer;
  /** More checks, by a judge. */
  readonly judge?: (one: EvalCase, seen: Observation) => Promise<readonly Check[]>;
  readonly onResult?: (result: CaseResult) => void;
}

/** Plays cases on one bot with a model and one without, and grades them. Results come in the order of the cases. */
export async function run(
  cases: readonly EvalCase[],
  options: RunOptions,
): Promise<readonly CaseResult[]> {
  const offline = cases.filter((one) => one.offline === true);
  const online = cases.filter((one) => one.offline !== true);
  const [a, b] = await Promise.all([
    onStage(online, options.answerer, options),
    onStage(offline, { kind: 'none' }, options),
  ]);
  const results = new Map([...a, ...b].map((result) => [result.id, result]));
  return cases.flatMap(({ id }) => results.get(id) ?? []);
}

async function onStage(
  cases: readonly EvalCase[],
  answerer: Answerer,
  options: RunOptions,
): Promise<readonly CaseResult[]> {
  if (cases.length === 0) return [];
  await using stage = await openStage(answerer);
  const one = (each: EvalCase) => runCase(each, stage, options);
  // Those that start processes come after the others, and few at once: side by side they would only wait longer.
  const heavy = cases.filter((each) => each.heavy === true);
  const light = cases.filter((each) => each.heavy !== true);
  const first = await inLanes(light, CASES_AT_ONCE, one);
  return [...first, ...(await inLanes(heavy, HEAVY_AT_ONCE, one))];
}

const HEAVY_AT_ONCE = 2;
/** What an engine takes on a busy machine; a real model takes its time on top. */
const ANSWER_MS = { scripted: 60_000, none: 60_000, real: 300_000 } as const;

async function runCase(
  one: EvalCase,
  stage: Stage,
  { answerer, judge, onResult }: RunOptions,
): Promise<CaseResult> {
  const seen = await play(one, stage, { answerMs: ANSWER_MS[answerer.kind] });
  const judged = judge === undefined || one.rubric === undefined ? [] : await judge(one, seen);
  // A model that does not do what its script does proves nothing about a known defect of ours.
  const known = answerer.kind === 'real' ? undefined : one.known;
  const result = resultOf({ ...one, known }, seen, [...grade(one, seen), ...judged]);
  onResult?.(result);
  return result;
}

export function resultOf(
  {
    id,
    concern,
    title,
    known,
  }: Pick<EvalCase, 'id' | 'concern' | 'title'> & {
    readonly known: string | undefined;
  },
  { usage, ms }: Pick<Observation, 'usage' | 'ms'>,
  checks: readonly Check[],
): CaseResult {
  const failures = checks.filter(({ ok }) => !ok);
  const passed = failures.length === 0;
  const status = known === undefined ? (passed ? 'passed' : 'failed') : passed ? 'mended' : 'known';
  return {
    id,
    concern,
    title,
    status,
    ...(known === undefined ? {} : { why: known }),
    failures: failures.map(({ grader, expected, seen }) => ({ grader, expected, seen })),
    checks: checks.length,
    tokens: totalTokens(usage),
    usd: usage.unpricedTokens > 0 ? null : usage.usd,
    ms,
  };
}

/** At most so many at once; results in the order of the items. */
async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = [...items.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // oxlint-disable-next-line no-await-in-loop -- a lane takes one at a time
      results.set(next[0], await work(next[1]));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
