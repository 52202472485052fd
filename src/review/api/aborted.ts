import { createHash } from 'node:crypto';
import type { ApiReview, ContractKind } from './api-review.ts';
import type { ContractText } from './documents.ts';

/** A review that concludes nothing, and why. */
export function abortedReview(
  contract: ContractText,
  kind: ContractKind | null,
  reason: string,
  at_fault: 'contract' | 'reviewer',
): ApiReview {
  return {
    status: 'aborted',
    reason,
    at_fault,
    kind,
    version: '',
    title: '',
    input: inputOf(contract),
    counts: {},
    findings: [],
    changes: null,
    coverage: { rules_run: [], not_looked_at: [reason] },
    summary: { by_severity: { error: 0, warn: 0, info: 0 }, ms: 0, peak_rss_bytes: null },
  };
}

export function inputOf({ name, text }: ContractText): ApiReview['input'] {
  return {
    name,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
    lines: text.split('\n').length,
  };
}
