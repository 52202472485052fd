import type { Sandbox, SandboxLimits } from '../../core/sandbox.ts';
import { runAgainWithout, type Broken, type ReviewRun } from '../run-again.ts';
import { withLoss } from '../with-loss.ts';
import type { Dialect } from './dialects/dialect.ts';
import { reviewLimits } from './limits.ts';
import type { Source } from './load/script.ts';
import { aborted } from './aborted.ts';
import type { SchemaReview } from './review.ts';
import { stageOf } from './stage.ts';
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
    const task: Assignment = {
      sources: request.sources.map(({ name, text }) => ({ name, text })),
      before: request.before?.map(({ name, text }) => ({ name, text })) ?? null,
      dialect: request.dialect,
      ignored: [...(request.ignored ?? [])],
      excluded: [],
      oneByOne: false,
      tryFixes: true,
    };
    const work = { sandbox, entry, limits: allowed, task, outcome, without, stageOf };
    const reviewed = await runAgainWithout(work, run);
    return withLoss(typeof reviewed === 'string' ? aborted(request, reviewed) : reviewed, all);
  };
}

/** Two versions are two engines at once, and the steps between them. */
function forTwo({ wallMs, stepMs, rssBytes }: SandboxLimits): SandboxLimits {
  return { wallMs: wallMs * 1.5, stepMs: stepMs * 2, rssBytes: rssBytes * 1.6 };
}

/** How many statements may kill a child before the script is given up. */
const maxExcluded = 3;

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

function without(task: Assignment, { why, note }: Broken): Assignment | null {
  const at = step.safeParse(note);
  if (!at.success) return null;
  if ('fix' in at.data) return task.tryFixes ? { ...task, tryFixes: false } : null;
  if (!('statement' in at.data)) return null;
  if (at.data.together === true) return { ...task, oneByOne: true };
  if (task.excluded.length >= maxExcluded) return null;
  const { statement: ordinal, of } = at.data;
  const guilty = { ordinal, why, ...(of === undefined ? {} : { of }) };
  return { ...task, excluded: [...task.excluded, guilty] };
}

function tooBig(bytes: number): string {
  return `It is ${megabytes(bytes)}; I review up to ${megabytes(reviewLimits.inputBytes)} at once.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
