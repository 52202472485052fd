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
