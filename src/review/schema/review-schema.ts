import { performance } from 'node:perf_hooks';
import type { Sandbox, SandboxLimits, SandboxOutcome } from '../../core/sandbox.ts';
import { engineCrashed, readEnding, type ChildEnding } from '../child-ending.ts';
import type { Dialect } from './dialects/dialect.ts';
import { reviewLimits } from './limits.ts';
import type { Source } from './load/script.ts';
import { aborted } from './aborted.ts';
import type { SchemaReview } from './review.ts';
import { withLoss } from './with-loss.ts';
import { outcome, step, type Assignment } from './worker-protocol.ts';

export interface ReviewRequest {
  readonly sources: readonly Source[];
  /** The version before: then the review is of the change from it. */
  readonly before?: readonly Source[] | undefined;
  /** Lines like those in a script that silence a finding, from elsewhere: what people of the thread decided. */
  readonly ignored?: readonly string[] | undefined;
  /** Null: it is detected. */
  readonly dialect: Dialect | null;
}

export interface ReviewRun {
  readonly signal: AbortSignal;
  /** Called when other reviews go first. */
  readonly onWaiting?: (ahead: number) => void;
}

/** Reviews a schema. Promises: always an answer in the contract's form, whatever the input does to the engine. */
export type ReviewSchema = (request: ReviewRequest, run: ReviewRun) => Promise<SchemaReview>;

/**
 * A review in a child of its own. A statement that hangs, eats memory or kills the engine costs itself: the review
 * starts again without it, and tells. If that is not enough the review is aborted, and never "no findings".
 */
export function createSchemaReviewer(
  sandbox: Sandbox,
  limits: SandboxLimits = reviewLimits,
): ReviewSchema {
  return async (request, run) => {
    const all = [...request.sources, ...(request.before ?? [])];
    const bytes = all.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    if (bytes > reviewLimits.inputBytes) return aborted(request, tooBig(bytes));
    const allowed = request.before === undefined ? limits : forTwo(limits);
    let task: Assignment = {
      sources: request.sources.map(({ name, text }) => ({ name, text })),
      before: request.before?.map(({ name, text }) => ({ name, text })) ?? null,
      dialect: request.dialect,
      ignored: [...(request.ignored ?? [])],
      excluded: [],
      tryFixes: true,
    };
    const until = performance.now() + maxTotalMs;
    for (;;) {
      const ended = await sandbox.run(
        { entry, input: task },
        {
          limits: allowed,
          signal: run.signal,
          ...(run.onWaiting === undefined ? {} : { onWaiting: run.onWaiting }),
        },
      );
      run.signal.throwIfAborted();
      const judged = judge(ended, allowed);
      if (judged.kind === 'review') return withLoss(judged.review, all);
      const next = performance.now() < until ? without(task, judged) : null;
      if (next === null) return aborted(request, judged.why);
      task = next;
    }
  };
}

/** Two versions are two engines at once, and the steps between them. */
function forTwo({ wallMs, stepMs, rssBytes }: SandboxLimits): SandboxLimits {
  return { wallMs: wallMs * 1.5, stepMs: stepMs * 2, rssBytes: rssBytes * 1.6 };
}

/** Retries included. A person who waits longer has left. */
const maxTotalMs = 45_000;
/** How many statements may kill a child before the script is given up. */
const maxExcluded = 3;

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

type Judged =
  | { readonly kind: 'review'; readonly review: SchemaReview }
  | Exclude<ChildEnding, { readonly kind: 'value' }>;

function judge(ended: SandboxOutcome, limits: SandboxLimits): Judged {
  const ending = readEnding(ended, limits);
  return ending.kind === 'value' ? judgeValue(ending.value, ending.peakRssBytes) : ending;
}

function judgeValue(value: unknown, peakRssBytes: number): Judged {
  const said = outcome.parse(value);
  if (said.kind === 'refused') return said;
  if (said.kind === 'engine-died') {
    return { kind: 'broken', why: engineCrashed, note: said.note };
  }
  const summary = { ...said.review.summary, peak_rss_bytes: peakRssBytes };
  return { kind: 'review', review: { ...said.review, summary } };
}

/** The same task without what broke it; null if that is not known, or too much was taken out already. */
function without(task: Assignment, broken: Judged): Assignment | null {
  if (broken.kind !== 'broken') return null;
  const at = step.safeParse(broken.note);
  if (!at.success) return null;
  if ('fix' in at.data) return task.tryFixes ? { ...task, tryFixes: false } : null;
  if (!('statement' in at.data) || task.excluded.length >= maxExcluded) return null;
  const { statement: ordinal, of } = at.data;
  const guilty = { ordinal, why: broken.why, ...(of === undefined ? {} : { of }) };
  return { ...task, excluded: [...task.excluded, guilty] };
}

function tooBig(bytes: number): string {
  return `It is ${megabytes(bytes)}; I review up to ${megabytes(reviewLimits.inputBytes)} at once.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
