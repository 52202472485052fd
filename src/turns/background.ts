import type { Background } from '../consultation/background.ts';
import type { ConsultationInput } from '../consultation/consultation.ts';
import type { Decision, Decisions } from '../core/decision.ts';
import type { ProjectContext } from '../core/project-context.ts';
import type { Thread } from '../core/thread.ts';
import { bearingOn } from '../decisions/search.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Consult } from './consulting.ts';

export interface BackgroundDeps {
  readonly decisions: Pick<Decisions, 'get' | 'list'>;
  /** The channel's project context, as fresh as it can be had in a moment. */
  readonly contextFor: (thread: Thread, signal: AbortSignal) => Promise<ProjectContext | null>;
  readonly log: Log;
}

/** Lays beside each question what the workspace knows already. An answer without it beats none: failures are logged. */
export function withBackground(consult: Consult, deps: BackgroundDeps): Consult {
  return async function* (input, signal) {
    const background = await gather(input, deps, signal);
    return yield* consult({ ...input, background }, signal);
  };
}

async function gather(
  { thread, messages }: ConsultationInput,
  { decisions, contextFor, log }: BackgroundDeps,
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
  const [context, bearing] = await Promise.all([
    or(contextFor(thread, signal), null),
    or(recordsBearingOn(question, thread.team, decisions), []),
  ]);
  return { context, decisions: bearing };
}

async function recordsBearingOn(
  question: string,
  team: string,
  decisions: BackgroundDeps['decisions'],
): Promise<readonly Decision[]> {
  const found = bearingOn(await decisions.list(team), question);
  const records = await Promise.all(found.map(({ number }) => decisions.get(team, number)));
  return records.filter((record) => record !== null);
}
