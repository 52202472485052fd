import type { Artifact } from './artifact.ts';
import type { Evidence } from './evidence.ts';
import type { ThreadRequest } from './request.ts';
import type { Thread } from './thread.ts';

/** Where and for whom a reply is written. Chosen by the host from the question; never by a model. */
export interface ReplyTarget {
  readonly thread: Thread;
  /** `ts` of the (last) question. */
  readonly questionTs: string;
  readonly user: string;
  readonly userTeam: string;
  /** Messages that an earlier attempt began, oldest first: they are reused, never posted again. */
  readonly begun: readonly string[];
  /** True when an earlier attempt was made, so that a begun message may exist whose `ts` was never recorded. */
  readonly retried: boolean;
  /** Addresses that people wrote in the thread: beside the operator's hosts, the only ones that may stay links. */
  readonly approvedUrls?: ReadonlySet<string>;
  /** Called, and awaited, right after each new Slack message exists. False: fenced, write nothing more. */
  readonly onBegun: (messageTs: string) => Promise<boolean>;
  /** Asked before each call to Slack; false ends the reply with `ReplyFenced`. */
  readonly mayPost: () => boolean;
  readonly signal: AbortSignal;
}

export interface ReplyEnding {
  readonly outcome: 'answered' | 'stopped' | 'failed' | 'interrupted';
  /** One line under the answer: agent, time, tokens, cost. */
  readonly footer?: string;
  /** Ask whether it helped. */
  readonly feedback: boolean;
  /** Offer another agent by a button: its id and its name. */
  readonly offer?: readonly { readonly agent: string; readonly label: string }[];
  /** What can be asked for next with one press; the first few become buttons, the rest a menu. */
  readonly actions?: readonly ReplyAction[];
  /** One line that says what was checked, by what, with what result; it opens to the details. */
  readonly evidence?: readonly Evidence[];
  /** Questions to choose answers for. Sending it is an `answer-questions` request. The text asks them, too. */
  readonly form?: readonly FormQuestion[];
}

/** Stands in every form of questions as it is written down: a reader of the transcript knows it by that. */
export const FORM_PHRASE = 'would change my answer';

/** One question of a form. What is left open is assumed to be its default. */
export interface FormQuestion {
  /** Lower-case word, unique in its form. */
  readonly id: string;
  /** A word or two: "Load". */
  readonly label: string;
  readonly question: string;
  /** At most 75 characters each. */
  readonly options: readonly string[];
  readonly default: string;
}

/** A button under an answer. Its press becomes a message in the thread, as durable as a question. */
export interface ReplyAction {
  readonly label: string;
  readonly request: ThreadRequest;
  /** Name of the menu that it stands in, "Explain a finding"; actions without one are buttons. */
  readonly menu?: string;
}

/**
 * One answer on its way into a thread.
 *
 * Promises: text appears in the order given, nothing is lost or doubled, whatever its length; what could ping, or
 * lead to a place that no person chose, is neutralised; Slack's limits, closings and 429s are handled inside.
 * `append` takes text at once and never waits for Slack; `finish` waits until all of it stands there.
 * Never: posts outside the target's thread; posts after `mayPost` said no.
 */
export interface Reply {
  /** What the bot is doing, a few words. Best effort, never fails, never waits. */
  status(text: string): void;
  append(markdown: string): void;
  /** Drops all text so far: the model's reply was cut and starts over, in the same message. */
  discard(): void;
  /** Puts a file into the thread once the text stands, each name once an answer, crashes included. Never waits. */
  attach(artifact: Artifact): void;
  /** Writes the rest, posts what was attached, closes the message, sets the session to rest. Resolves with the `ts` of its last message. */
  finish(ending: ReplyEnding): Promise<string>;
  /** Releases everything and leaves the message as it is, for a successor. Never throws. */
  abandon(): Promise<void>;
}

/** Another worker took the thread over, or the lease ran out. */
export class ReplyFenced extends Error {
  constructor() {
    super('this worker lost the thread and may not post');
    this.name = 'ReplyFenced';
  }
}

/** Slack will not take the reply at all: the channel is gone, archived, or the bot was removed from it. */
export class ReplyRefused extends Error {
  readonly code: string;
  constructor(code: string, cause?: unknown) {
    super(`Slack refused the reply: ${code}`, { cause });
    this.name = 'ReplyRefused';
    this.code = code;
  }
}

export interface Replies {
  /** Starts nothing yet; the first status or text does. */
  open(target: ReplyTarget): Reply;
}
