import type { Background } from '../consultation/background.ts';
import type { ConsultationInput } from '../consultation/consultation.ts';
import type { Decision, Decisions, DecisionSummary } from '../core/decision.ts';
import type { ReadEarlier } from '../core/earlier.ts';
import { isFromGuest } from '../core/message.ts';
import type { ProjectContext } from '../core/project-context.ts';
import type { Thread } from '../core/thread.ts';
import { compareTs } from '../core/timestamp.ts';
import { bearingOn, createReadTerms } from '../decisions/search.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Consult } from './consulting.ts';

export interface BackgroundDeps {
  readonly decisions: Pick<Decisions, 'get' | 'list'>;
  /** The channel's project context, as fresh as it can be had in a moment. */
  readonly contextFor: (thread: Thread, signal: AbortSignal) => Promise<ProjectContext | null>;
  /** What stood in the thread before the bot came. */
  readonly readEarlier: ReadEarlier;
  readonly log: Log;
}

type Bearing = (
  decisions: readonly DecisionSummary[],
  question: string,
) => readonly DecisionSummary[];

/** What the workspace knows already of a question. Never rejects: an answer without it beats none. */
export type GatherBackground = (
  question: Pick<ConsultationInput, 'thread' | 'messages' | 'conversation'>,
  signal: AbortSignal,
) => Promise<Background>;

export function createGatherBackground(deps: BackgroundDeps): GatherBackground {
  const readTerms = createReadTerms();
  const bearing: Bearing = (decisions, question) => bearingOn(decisions, question, readTerms);
  return (question, signal) => gather(question, { ...deps, bearing }, signal);
}

/** Lays it beside each question, unless whoever asks has it already. */
export function withBackground(consult: Consult, gatherFor: GatherBackground): Consult {
  return async function* (input, signal) {
    const background = input.background ?? (await gatherFor(input, signal));
    return yield* consult({ ...input, background }, signal);
  };
}

async function gather(
  {
    thread,
    messages,
    conversation,
  }: Pick<ConsultationInput, 'thread' | 'messages' | 'conversation'>,
  {
    decisions,
    contextFor,
    readEarlier,
    bearing,
    log,
  }: BackgroundDeps & { readonly bearing: Bearing },
  signal: AbortSignal,
): Promise<Background> {
  const or = async <T>(work: Promise<T>, instead: T): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      log.warn({ err: toError(thrown) }, 'a part of the background could not be had');
      return instead;
    }
  };
  const question = messages.map(({ text }) => text).join('\n');
  const came = conversation.messages[0]?.ts ?? messages[0]?.ts ?? thread.ts;
  // With a digest the talk has gone on with us for dozens of messages, and what stood before them weighs little.
  const wantsEarlier = compareTs(came, thread.ts) > 0 && conversation.digest === null;
  const [context, records, earlier] = await Promise.all([
    or(contextFor(thread, signal), null),
    // The log is the workspace's own; the context is the channel's, which the guest shares.
    messages.some(isFromGuest)
      ? []
      : or(recordsBearingOn(question, thread.team, decisions, bearing), []),
    wantsEarlier ? or(readEarlier(thread, came), []) : [],
  ]);
  return { context, decisions: records, earlier };
}

async function recordsBearingOn(
  question: string,
  team: string,
  decisions: BackgroundDeps['decisions'],
  bearing: Bearing,
): Promise<readonly Decision[]> {
  const found = bearing(await decisions.list(team), question);
  const records = await Promise.all(found.map(({ number }) => decisions.get(team, number)));
  return records.filter((record) => record !== null);
}
