import type { Usage } from '../src/core/usage.ts';

/** What could be seen of one case: in Slack, in the log, and at the places where nothing may arrive. */
export interface Observation {
  /** The bot's messages in the thread, oldest first, as people read them. */
  readonly answers: readonly Shown[];
  /** Files of the bot in the thread; the text of those that are text. */
  readonly files: readonly { readonly name: string; readonly text: string | null }[];
  /** What "Evidence" opens under the last answer. */
  readonly evidence: readonly SeenEvidence[];
  readonly tools: readonly { readonly name: string; readonly ok: boolean }[];
  /** Of the last answer; null where the house itself spoke. */
  readonly agent: string | null;
  readonly outcome: string | null;
  readonly usage: Usage;
  readonly ms: number;
  /** All that the model was sent, one entry a request; null with a real model. */
  readonly told: readonly string[] | null;
  /** Texts of the bot outside of the case's own thread. */
  readonly elsewhere: readonly string[];
  /** Requests at the address that nobody may fetch. */
  readonly fetched: readonly string[];
  /** Why it did not come to its end, else null. */
  readonly broken: string | null;
}

interface Shown {
  readonly text: string;
  /** The blocks as they were sent. */
  readonly blocks: string;
}

export interface SeenEvidence {
  readonly subject: string;
  readonly verdict: 'passed' | 'failed' | 'unverified';
  readonly summary: string;
}
