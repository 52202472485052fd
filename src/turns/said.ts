import type { ThreadOwner } from '../core/dispatch.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Recommendation } from '../core/recommendation.ts';
import type { ReplyEnding } from '../core/reply.ts';
import type { ThreadRequest } from '../core/request.ts';
import { noUsage, type Usage } from '../core/usage.ts';

/** What a turn came to: what stands in the thread, and what is remembered of it. */
export interface Said {
  /** The whole answer, as it stands in the thread. */
  readonly text: string;
  /** Who said it; null for the bot itself (help, refusals, apologies). */
  readonly agent: string | null;
  readonly owner: ThreadOwner | null;
  readonly ending: ReplyEnding;
  /** Kept with the answer: what it rests on, and the structure behind it. */
  readonly evidence?: readonly Evidence[];
  readonly recommendation?: Recommendation;
  /** Kept with it, too: requests that are not to run again. */
  readonly fulfilled?: readonly ThreadRequest[];
  readonly usage: Usage;
  readonly model: string | null;
  /** What went wrong, in a word for the metrics; null when nothing did. */
  readonly failure: string | null;
  readonly digest?: { readonly text: string; readonly covers: number };
}

/** A short word of the bot itself, which costs nothing and changes no owner. */
export function houseWord(
  text: string,
  owner: ThreadOwner | null,
  { outcome = 'answered', failure = null }: Partial<HouseOutcome> = {},
): Said {
  return {
    text,
    agent: null,
    owner,
    ending: { outcome, feedback: false },
    usage: noUsage,
    model: null,
    failure,
  };
}

interface HouseOutcome {
  readonly outcome: ReplyEnding['outcome'];
  readonly failure: string | null;
}
