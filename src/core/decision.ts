import type { Recommendation } from './recommendation.ts';
import type { Thread } from './thread.ts';

/** proposed: written down. accepted, rejected: people said so. superseded: another one took its place. */
export type DecisionStatus = 'proposed' | 'accepted' | 'rejected' | 'superseded';

/** The message in Slack that a decision was saved from. */
export interface DecisionSource {
  readonly thread: Thread;
  readonly answerTs: string;
  /** Address of that message, for people. */
  readonly link: string | null;
}

/** What a record says, before the log gives it a number. */
export interface DecisionDraft {
  /** One line, never empty. */
  readonly title: string;
  readonly status: Exclude<DecisionStatus, 'superseded'>;
  /** ISO date, UTC. */
  readonly date: string;
  /** Null for a record that was imported. */
  readonly source: DecisionSource | null;
  /** Id of the agent that gave the advice. */
  readonly agent: string | null;
  /** Slack user id of who saved it. */
  readonly savedBy: string;
  /** The structure that it was written from, as it was then. */
  readonly recommendation: Recommendation | null;
  /** Markdown below the title, in MADR's sections. At most `longestBody`. */
  readonly body: string;
  /** The condition, and the ISO date where there is one. */
  readonly revisit: { readonly when: string; readonly by?: string } | null;
}

/** A decision of a workspace. Its number is what people call it by, and never changes. */
export interface Decision extends Omit<DecisionDraft, 'status'> {
  readonly number: number;
  readonly status: DecisionStatus;
  readonly supersedes: readonly number[];
  readonly supersededBy: number | null;
}

/** What is needed to list and to find decisions, without their text. */
export interface DecisionSummary extends Pick<
  Decision,
  'number' | 'title' | 'status' | 'date' | 'source' | 'revisit' | 'supersededBy'
> {
  /** Context and outcome in a few hundred characters: what is searched beside the title. */
  readonly gist: string;
}

/** Characters. A record that says more is a document, and belongs elsewhere. */
export const longestBody = 60_000;

/** More than a workspace decides in a decade; beyond it a listing would no longer be a small read. */
export const mostDecisions = 2_000;

export type SavedDecision =
  /** `known`: it was there, from the same answer or under the same name; its number, status and date stay. */
  | { readonly outcome: 'new' | 'known'; readonly decision: Decision }
  | { readonly outcome: 'full' }
  /** It is there, and this process cannot read what it says, its status least of all: nothing was written over it. */
  | { readonly outcome: 'unreadable'; readonly number: number };

export type DecisionChange =
  | { readonly status: 'proposed' | 'accepted' | 'rejected' }
  /** Takes the place of an earlier one: this one becomes accepted, that one superseded, in one step. */
  | { readonly supersede: number };

export type ChangedDecision =
  | { readonly outcome: 'changed'; readonly decision: Decision }
  /** `number`: which one there is none of. */
  | { readonly outcome: 'unknown'; readonly number: number }
  /** It would supersede itself, directly or through those that superseded it. */
  | { readonly outcome: 'circle' };

/**
 * The decision log of each workspace, kept without a time limit.
 *
 * Promises: numbers begin at 1, are given once and in order, also when several save at once; the same `key` is the
 * same decision, so that saving twice updates the text and doubles nothing; a change touches all records it concerns
 * or none; what `save` and `change` returned is what `list` and `get` say next, in each process.
 * Never: deletes a decision, or gives a number again.
 */
export interface Decisions {
  /**
   * `key`: what makes it the same one, `answerKey` or the folded title of a file. `number`: taken if it is free, for
   * records that bring one.
   */
  save(
    team: string,
    key: string,
    draft: DecisionDraft,
    wanted?: { readonly number: number },
  ): Promise<SavedDecision>;
  get(team: string, number: number): Promise<Decision | null>;
  /** All of them, the newest number first. */
  list(team: string): Promise<readonly DecisionSummary[]>;
  change(team: string, number: number, change: DecisionChange): Promise<ChangedDecision>;
}

/** One answer in a thread is one decision. */
export function answerKey({
  thread,
  answerTs,
}: Pick<DecisionSource, 'thread' | 'answerTs'>): string {
  return `answer:${thread.channel}:${answerTs}`;
}

/** The stored record with new text: number, status, date and ties stay. */
export function rewritten(stored: Decision, draft: DecisionDraft): Decision {
  const { status, date, number, supersedes, supersededBy } = stored;
  return { ...draft, status, date, number, supersedes, supersededBy };
}

export function summaryOf(decision: Decision): DecisionSummary {
  const { number, title, status, date, source, revisit, supersededBy } = decision;
  return {
    number,
    title,
    status,
    date,
    source,
    revisit,
    supersededBy,
    gist: gistOf(decision.body),
  };
}

const gistCharacters = 800;

/** The beginnings of the context and of the outcome, else of the text. */
function gistOf(body: string): string {
  const sections = body.split(/^(?=## )/m);
  const told = sections.filter((section) => /^## .*(?:context|outcome|decision)\b/i.test(section));
  const parts = told.length === 0 ? [body] : told;
  const each = Math.floor(gistCharacters / parts.length);
  return (
    parts
      .map((part) =>
        part
          .replace(/^## .*$/m, '')
          .replace(/\s+/g, ' ')
          .trim()
          .slice(0, each),
      )
      .join(' ')
      // A cut may have halved a character.
      .replace(/\p{Surrogate}/gu, '')
  );
}
