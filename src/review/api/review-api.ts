import type { Sandbox, SandboxOutcome } from '../../core/sandbox.ts';
import { apiReview, type ApiReview } from './api-review.ts';
import { apiLimits } from './limits.ts';
import { abortedReview } from './aborted.ts';
import type { Contract } from './documents.ts';

export interface ApiReviewRun {
  readonly signal: AbortSignal;
  /** Called when other reviews go first. */
  readonly onWaiting?: (ahead: number) => void;
}

/** Reviews a contract. Promises: always an answer, whatever the input does to the parsers. */
export type ReviewApi = (contract: Contract, run: ApiReviewRun) => Promise<ApiReview>;

/** A review in a child of its own, which is killed when it takes too long or too much. */
export function createApiReviewer(sandbox: Sandbox): ReviewApi {
  return async (asked, run) => {
    const { contract, previous } = asked;
    const bytes = Math.max(
      ...[contract, previous].map((one) => Buffer.byteLength(one?.text ?? '')),
    );
    if (bytes > apiLimits.inputBytes) return abortedReview(contract, null, tooBig(bytes));
    const { signal, onWaiting } = run;
    const ended = await sandbox.run(
      { entry, input: asked },
      { limits: apiLimits, signal, ...(onWaiting === undefined ? {} : { onWaiting }) },
    );
    signal.throwIfAborted();
    const review = ended.kind === 'ok' ? apiReview.parse(ended.value) : null;
    if (review === null || ended.kind !== 'ok') return abortedReview(contract, null, whyNot(ended));
    return { ...review, summary: { ...review.summary, peak_rss_bytes: ended.peakRssBytes } };
  };
}

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

function whyNot(ended: SandboxOutcome): string {
  switch (ended.kind) {
    case 'timeout':
      return `It took more than ${apiLimits.stepMs / 1000} s to read and was stopped.`;
    case 'memory':
      return `It took more than ${apiLimits.rssBytes / 1_000_000_000} GB of memory and was stopped.`;
    case 'crashed':
      return 'Reading it crashed the reviewer.';
    case 'ok':
    case 'aborted':
      return 'The review was stopped.';
  }
}

function tooBig(bytes: number): string {
  return `It is ${megabytes(bytes)}; I review up to ${megabytes(apiLimits.inputBytes)}.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
