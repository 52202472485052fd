import type { ThreadOwner } from './dispatch.ts';
import type { Evidence } from './evidence.ts';
import type { FileRef } from './message.ts';
import type { Recommendation } from './recommendation.ts';
import type { ThreadRequest } from './request.ts';
import type { Thread } from './thread.ts';
import type { Usage } from './usage.ts';

/** One line of the transcript. Plain text: no thinking, no tool blocks (they are tied to one model loop). */
export type ConversationMessage =
  | {
      readonly role: 'person';
      readonly ts: string;
      readonly user: string;
      readonly text: string;
      readonly files: readonly FileRef[];
    }
  | {
      readonly role: 'agent';
      /** `ts` of the (last) Slack message of the answer. */
      readonly ts: string;
      readonly agent: string | null;
      readonly text: string;
      /** What the answer rests on; people open it from the line under the answer. */
      readonly evidence?: readonly Evidence[];
      /** The structure behind the answer: what a decision record is written from. */
      readonly recommendation?: Recommendation;
      /** Requests that this answer fulfilled and that are paid for once: whoever asks again, in any process, is told. */
      readonly fulfilled?: readonly ThreadRequest[];
    };

/** Everything that is remembered of a thread. */
export interface Conversation {
  readonly messages: readonly ConversationMessage[];
  readonly owner: ThreadOwner | null;
  /** Rolling summary of what is no longer sent verbatim; covers `messages[0 … digestedCount)`. */
  readonly digest: string | null;
  readonly digestedCount: number;
  readonly usage: Usage;
  /** Completed turns. */
  readonly turns: number;
}

/** Feedback on an answer, one per person and answer; the last word counts. */
export interface Feedback {
  readonly answerTs: string;
  readonly user: string;
  readonly verdict: 'good' | 'bad';
  readonly agent: string | null;
  readonly at: number;
}

/**
 * The transcripts. Promises: `load` of an unknown thread is an empty conversation; records leave by themselves
 * after the time to live, counted from the last turn. A turn is written by `Inbox.complete`, together with the
 * entries it answers, in one transaction: there is no way to write one without the other.
 */
export interface Conversations {
  load(thread: Thread): Promise<Conversation>;
  saveFeedback(thread: Thread, feedback: Feedback): Promise<void>;
  feedback(thread: Thread): Promise<readonly Feedback[]>;
}
