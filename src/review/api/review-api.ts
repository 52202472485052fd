import type { Sandbox } from '../../core/sandbox.ts';
import { readEnding } from '../child-ending.ts';
import type { ReviewRun } from '../run-again.ts';
import { apiReview, type ApiReview } from './api-review.ts';
import { apiLimits } from './limits.ts';
import { abortedReview } from './aborted.ts';
import type { Contract } from './documents.ts';

/** Reviews a contract. Promises: always an answer, whatever the input does to the parsers. */
export type ReviewApi = (contract: Contract, run: ReviewRun) => Promise<ApiReview>;

/** A review in a child of its own, which is killed when it takes too long or too much. */
export function createApiReviewer(sandbox: Sandbox): ReviewApi {
  return async (asked, run) => {
    const { contract, previous } = asked;
    const bytes = Math.max(
      ...[contract, previous].map((one) => Buffer.byteLength(one?.text ?? '')),
    );
    const abort = (why: string) => abortedReview(contract, null, why, 'reviewer');
    if (bytes > apiLimits.inputBytes) return abort(tooBig(bytes));
    const { signal, onWaiting } = run;
    const ended = await sandbox.run(
      { entry, input: asked },
      { limits: apiLimits, signal, ...(onWaiting === undefined ? {} : { onWaiting }) },
    );
    signal.throwIfAborted();
    const ending = readEnding(ended, apiLimits, 'Reading it crashed the reviewer.');
    const review = ending.kind === 'value' ? apiReview.parse(ending.value) : abort(ending.why);
    const peak_rss_bytes = ending.kind === 'value' ? ending.peakRssBytes : null;
    return { ...review, summary: { ...review.summary, peak_rss_bytes } };
  };
}

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

function tooBig(bytes: number): string {
  return `It is ${megabytes(bytes)}; I review up to ${megabytes(apiLimits.inputBytes)}.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
