import { clip } from '../lib/well-formed.ts';

/**
 * passed      the check ran and found nothing wrong.
 * failed      it ran, and what is posted does not hold; it is posted marked as such.
 * unverified  it did not run, or could not tell.
 */
export type Verdict = 'passed' | 'failed' | 'unverified';

/** One thing that an answer rests on, and how it was checked. Made by code, never by a model. */
export interface Evidence {
  /** What was checked, as a person would say it: "DDL", "openapi.yaml", "diagram 2", "12,000 requests/s". */
  readonly subject: string;
  /** By what: a tool's name, or a check of the host ("structure", "citations", "numbers"). */
  readonly by: string;
  readonly verdict: Verdict;
  /** The result in a few words: "2 statements executed on PostgreSQL 18", "3 findings". */
  readonly summary: string;
  /** Markdown that a person may open; at most a few thousand characters. */
  readonly details: string;
}

/** As it is kept with its answer, to be read in a modal: what a tool of a huge file says must not weigh as much as it. */
export function clipEvidence(evidence: Evidence): Evidence {
  const { subject, summary, details } = evidence;
  return {
    ...evidence,
    subject: cut(subject, 200),
    summary: cut(summary, 300),
    details: cut(details, 3_000),
  };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${clip(text, length - 1)}…`;
}
