import type { Usage } from '../../core/usage.ts';

/** What the store keeps of a thread, as it stands; long texts by their beginning. */
export interface ThreadState {
  readonly owner: string | null;
  readonly turns: number;
  readonly usage: Usage;
  readonly digest: string | null;
  readonly digestedCount: number;
  readonly messages: readonly StoredMessage[];
  readonly feedback: readonly string[];
  /** Saved from this thread. */
  readonly decisions: readonly string[];
}

export interface StoredMessage {
  readonly ts: string;
  readonly who: string;
  readonly chars: number;
  readonly head: string;
  readonly files: readonly string[];
  readonly evidence: readonly string[];
  /** Title of the structure behind it. */
  readonly recommendation: string | null;
}
