import { performance } from 'node:perf_hooks';
import type { Sandbox, SandboxLimits, SandboxOutcome } from '../core/sandbox.ts';
import { readEnding, type ChildEnding } from './child-ending.ts';

/** Work on a database engine that a part of the input may hang, bloat or kill. */
interface EngineWork<Task, Review> {
  readonly sandbox: Sandbox;
  readonly entry: URL;
  readonly limits: SandboxLimits;
  readonly task: Task;
  readonly outcome: Outcome<Review>;
  /** What a note means to people; null where it tells them nothing. */
  readonly stageOf?: (note: unknown) => string | null;
  /** The same task without what broke it; null if that is not known, or too much was taken out already. */
  readonly without: (task: Task, broken: Broken) => Task | null;
}

/** Throws at what the child may not say. */
interface Outcome<Review> {
  parse(value: unknown): Said<Review>;
}

/** What the child says, if it lives. `note` is the step in which its engine died. */
type Said<Review> =
  | { readonly kind: 'review'; readonly review: Review }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'engine-died'; readonly note?: unknown };

export type Broken = Extract<ChildEnding, { readonly kind: 'broken' }>;

/** One review as its caller sees it, whatever child it runs in. */
export interface ReviewRun {
  readonly signal: AbortSignal;
  /** Called when other reviews go first. */
  readonly onWaiting?: (ahead: number) => void;
  /** Called when the next stage begins, with a few words for people. */
  readonly onStage?: (stage: string) => void;
}

interface Reviewed {
  readonly summary: { readonly peak_rss_bytes: number | null };
}

/**
 * Runs the work in a child of its own. What breaks it costs itself: the child starts again without it. A sentence: that
 * was not enough, and nothing can be concluded.
 */
export async function runAgainWithout<Task, Review extends Reviewed>(
  { sandbox, entry, limits, outcome, without, stageOf, ...work }: EngineWork<Task, Review>,
  { signal, onWaiting, onStage }: ReviewRun,
): Promise<Review | string> {
  let current: string | null = null;
  const onNote = (note: unknown): void => {
    const stage = stageOf?.(note) ?? null;
    if (stage === null || stage === current) return;
    current = stage;
    onStage?.(stage);
  };
  const how = { limits, signal, onNote, ...(onWaiting === undefined ? {} : { onWaiting }) };
  const until = performance.now() + maxTotalMs;
  let { task } = work;
  for (;;) {
    const ended = await sandbox.run({ entry, input: task }, how);
    signal.throwIfAborted();
    const judged = judge(ended, limits, outcome);
    if (judged.kind === 'review') return judged.review;
    const isLate = performance.now() >= until;
    const next = judged.kind === 'refused' || isLate ? null : without(task, judged);
    if (next === null) return judged.why;
    task = next;
  }
}

/** Retries included. A person who waits longer has left. */
const maxTotalMs = 45_000;

type Judged<Review> =
  | { readonly kind: 'review'; readonly review: Review }
  | Exclude<ChildEnding, { readonly kind: 'value' }>;

function judge<Review extends Reviewed>(
  ended: SandboxOutcome,
  limits: SandboxLimits,
  outcome: Outcome<Review>,
): Judged<Review> {
  const ending = readEnding(ended, limits, engineCrashed);
  if (ending.kind !== 'value') return ending;
  const said = outcome.parse(ending.value);
  if (said.kind === 'refused') return said;
  if (said.kind === 'engine-died') return { kind: 'broken', why: engineCrashed, note: said.note };
  const summary = { ...said.review.summary, peak_rss_bytes: ending.peakRssBytes };
  return { kind: 'review', review: { ...said.review, summary } };
}

const engineCrashed = 'The database engine crashed on it.';
