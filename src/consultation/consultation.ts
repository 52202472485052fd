import type { Agent } from '../core/agent.ts';
import type { Artifact } from '../core/artifact.ts';
import type { Clock } from '../core/clock.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Files } from '../core/file.ts';
import type { IncomingMessage } from '../core/message.ts';
import type { Model, ModelFailureKind, ModelRequest } from '../core/model.ts';
import type { Recommendation } from '../core/recommendation.ts';
import type { ReplyAction } from '../core/reply.ts';
import type { Requirement } from '../core/settings.ts';
import type { Thread } from '../core/thread.ts';
import type { Tool } from '../core/tool.ts';
import type { Usage } from '../core/usage.ts';
import type { Log } from '../lib/log.ts';
import type { Background } from './background.ts';
import type { Coverage } from './concerns/coverage.ts';
import type { PrioritisedAction } from './structure/priority.ts';
import type { BlockChecks } from './verify/block-check.ts';

/** One question to one agent. */
export interface ConsultationInput {
  readonly thread: Thread;
  readonly agent: Agent;
  /** The thread as it is remembered, without the new messages. */
  readonly conversation: Conversation;
  /** What waits for the answer, in order; several that came while the bot was busy are taken together. Never empty. */
  readonly messages: readonly IncomingMessage[];
  /** What the channel keeps of its requirements, taken as stated unless the thread says otherwise. */
  readonly notedRequirements?: readonly Requirement[];
  /** What the host knows beside it; nothing by default. */
  readonly background?: Background;
  readonly limits: ConsultationLimits;
  /** What a tool waits for, while it runs: events come only between two steps. */
  readonly onStatus?: (text: string) => void;
}

/** Limits that the host keeps, whatever the model would like. */
export interface ConsultationLimits {
  /** Requests to the model. */
  readonly rounds: number;
  /** Tokens of all rounds, cached ones included: the brake where the price is unknown. */
  readonly tokens: number;
  /** What this turn may cost: the smallest of what the turn, the thread and the person have left. */
  readonly usd: number;
  readonly wallMs: number;
  /** Output tokens of one reply, thinking included. */
  readonly maxTokens: number;
}

export const defaultConsultationLimits: ConsultationLimits = {
  rounds: 12,
  tokens: 1_500_000,
  usd: 2,
  wallMs: 240_000,
  maxTokens: 24_000,
};

export interface ConsultationDeps {
  readonly model: Model;
  readonly tools: readonly Tool[];
  readonly files: Files;
  /** The most that a request can cost; null where nobody knows. */
  readonly worstCaseUsd: (request: ModelRequest) => number | null;
  /** What is checked before it is posted; what is not here is posted unchecked, and not called checked. */
  readonly checks?: BlockChecks;
  /** Draws actions, already in order, by impact and effort; null where it cannot. */
  readonly drawPriorities?: DrawPriorities;
  readonly clock: Clock;
  readonly log: Log;
}

export type DrawPriorities = (
  actions: readonly PrioritisedAction[],
  signal: AbortSignal,
) => Promise<Artifact | null>;

/** What happens while an answer is made. `discard` takes back all text so far; what still holds follows it again. */
export type ConsultationEvent =
  | { readonly type: 'status'; readonly text: string }
  | { readonly type: 'text'; readonly markdown: string }
  | { readonly type: 'discard' }
  | { readonly type: 'tool'; readonly name: string; readonly ok: boolean; readonly ms: number };

/** `budget`: the money left would not pay for one request. `empty`: the model said nothing, twice. */
export type FailureKind = ModelFailureKind | 'budget' | 'empty';

/** Which limit ended the answer early. */
export type CutBy = 'rounds' | 'tokens' | 'dollars' | 'time' | 'length' | 'context';

/**
 * answered    the model came to its end.
 * refused     the model declined; the text says so.
 * cut-short   a limit ended it; the text is what there is and says so.
 * failed      no (whole) answer; the text is what came before. The caller tells the person, with a reference id.
 */
export type Outcome =
  | { readonly outcome: 'answered' | 'refused' }
  | { readonly outcome: 'cut-short'; readonly by: CutBy }
  | { readonly outcome: 'failed'; readonly failure: Failure };

export type Answer = Outcome & {
  /** All text that was given out and not discarded: what goes into the transcript. */
  readonly text: string;
  readonly agent: string;
  /** The model that answered, as it names itself; null when none did. */
  readonly model: string | null;
  readonly usage: Usage;
  readonly rounds: number;
  /** Sentences about what was left out; they stand in the text, too. */
  readonly notes: readonly string[];
  /** What was checked, by tools and by the host; empty unless the answer stands. */
  readonly evidence: readonly Evidence[];
  /** Files for the thread, each name once; none unless the answer stands. */
  readonly artifacts: readonly Artifact[];
  /** What tools offer as a next step; none unless the answer stands. */
  readonly actions: readonly ReplyAction[];
  /** The structure behind the prose, checked. */
  readonly recommendation?: Recommendation;
  /** Of a consultation of substance: which concerns it speaks of. */
  readonly coverage?: Coverage;
  /** To be stored with the turn. */
  readonly digest?: Digest;
};

export interface Failure {
  readonly kind: FailureKind;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
}

/** Rolling summary of the transcript's beginning. */
export interface Digest {
  readonly text: string;
  /** It stands for `messages[0 … covers)`. */
  readonly covers: number;
}
