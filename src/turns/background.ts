import type { Background } from '../consultation/background.ts';
import type { ConsultationInput } from '../consultation/consultation.ts';
import type { Decision, Decisions, DecisionSummary } from '../core/decision.ts';
import type { ProjectContext } from '../core/project-context.ts';
import type { Thread } from '../core/thread.ts';
import { bearingOn, createReadTerms } from '../decisions/search.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Consult } from './consulting.ts';

export interface BackgroundDeps {
  readonly decisions: Pick<Decisions, 'get' | 'list'>;
  /** The channel's project context, as fresh as it can be had in a moment. */
  readonly contextFor: (thread: Thread, signal: AbortSignal) => Promise<ProjectContext | null>;
  readonly log: Log;
}

type Bearing = (
  decisions: readonly DecisionSummary[],
  question: string,
) => readonly DecisionSummary[];

/** Lays beside each question what the workspace knows already. An answer without it beats none: failures are logged. */
export function withBackground(consult: Consult, deps: BackgroundDeps): Consult {
  const readTerms = createReadTerms();
  const bearing: Bearing = (decisions, question) => bearingOn(decisions, question, readTerms);
  return async function* (input, signal) {
    const background = await gather(input, { ...deps, bearing }, signal);
    return yield* consult({ ...input, background }, signal);
  };
}

async function gather(
  { thread, messages }: ConsultationInput,
  { decisions, contextFor, bearing, log }: BackgroundDeps & { readonly bearing: Bearing },
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
  const [context, records] = await Promise.all([
    or(contextFor(thread, signal), null),
    or(recordsBearingOn(question, thread.team, decisions, bearing), []),
  ]);
  return { context, decisions: records };
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
