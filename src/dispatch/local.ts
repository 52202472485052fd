import type { Agent } from '../core/agent.ts';
import type { Dispatch } from '../core/dispatch.ts';
import { decision } from './decision.ts';
import { explicitChoice } from './explicit.ts';
import { isMeddling, withoutMeddling } from './meddling.ts';
import { plainText } from './plain-text.ts';
import { createRanker } from './rank.ts';
import type { Ranking } from './rank.ts';
import { afterShiftMarker } from './shift.ts';
import { isSmallTalk } from './small-talk.ts';

export interface LocalContext {
  /** The agent that owns the thread. */
  readonly threadAgent?: string;
  /** Answers where nothing speaks for anyone; else the one whose text is closest to general backend architecture. */
  readonly defaultAgent?: string;
}

/** A decision with what a model would need to know to better it. */
export interface LocalDispatch {
  readonly dispatch: Dispatch;
  /** Why one may doubt the decision; null where a rule made it. */
  readonly doubt: 'unsure' | 'shift' | null;
}

export type LocalDispatcher = (text: string, context?: LocalContext) => LocalDispatch;

/** The decision without a model, for one message. Pure. */
export function localDispatch(
  text: string,
  agents: readonly Agent[],
  context: LocalContext = {},
): Dispatch {
  return createLocalDispatcher(agents)(text, context).dispatch;
}

/** Reads the agents once, for many messages. */
export function createLocalDispatcher(agents: readonly Agent[]): LocalDispatcher {
  const rank = createRanker(agents);
  const general = generalist(agents, rank);
  return (written, context = {}) => {
    const text = plainText(written);
    const named = explicitChoice(text, agents);
    const [first, second] = agents;
    if (named?.kind === 'unknown')
      return ruled(null, 'explicit', nothing, { unknownAgent: named.name });
    if (named !== null) return ruled(named.agent, 'explicit', rank(text));
    if (first === undefined) return ruled(null, 'default', nothing);
    if (second === undefined) return ruled(first.id, 'single', rank(text));
    const owner = agents.find((agent) => agent.id === context.threadAgent);
    if (owner !== undefined) return inThread(text, owner.id, rank);
    if (isSmallTalk(text, (rest) => rank(rest).evidence > 0))
      return ruled(null, 'small-talk', rank(text));
    return byScore(text, agents, rank, context.defaultAgent ?? general);
  };
}

const nothing: Ranking = { ranked: [], margin: 0, evidence: 0 };

/** A thread keeps its agent, unless the person says that the topic changes and the new one is another's. */
function inThread(text: string, owner: string, rank: (text: string) => Ranking): LocalDispatch {
  const rest = afterShiftMarker(text);
  const ranking = rank(rest ?? text);
  const [best] = ranking.ranked;
  const lead = leadOver(ranking, owner);
  const toOther = best !== undefined && best.agent !== owner && !isMeddling(text);
  if (rest !== null && toOther && ranking.evidence >= 1 && lead >= clearLead) {
    const changed = ruled(best.agent, 'local', ranking, { switchedFrom: owner });
    return { dispatch: { ...changed.dispatch, confident: isConfident(ranking) }, doubt: 'shift' };
  }
  const shifts = toOther && ranking.evidence >= 2 && lead >= 0.5 && text.split(/\s+/).length >= 6;
  return { dispatch: ruled(owner, 'owner', ranking).dispatch, doubt: shifts ? 'shift' : null };
}

/** How far the best is ahead of an agent, 0–1. */
function leadOver({ ranked }: Ranking, agent: string): number {
  const best = ranked[0]?.score ?? 0;
  const own = ranked.find((each) => each.agent === agent)?.score ?? 0;
  return best === 0 ? 0 : (best - own) / best;
}

/** Measured on public agents: from here on the first is the right one in more than half of the cases. */
const clearLead = 0.1;

function byScore(
  text: string,
  agents: readonly Agent[],
  rank: (text: string) => Ranking,
  fallback: string | undefined,
): LocalDispatch {
  const meddling = isMeddling(text);
  const ranking = rank(meddling ? withoutMeddling(text, agents) : text);
  const [best] = ranking.ranked;
  const leads = ranking.margin >= clearLead || ranking.evidence >= 2;
  if (best === undefined || ranking.evidence < 1 || !leads) {
    const chosen = agents.find((agent) => agent.id === fallback) ?? agents[0];
    return { dispatch: decision(chosen?.id ?? null, 'default', false, ranking), doubt: 'unsure' };
  }
  const confident = !meddling && isConfident(ranking) && isLatin(text);
  return {
    dispatch: decision(best.agent, 'local', confident, ranking),
    doubt: confident ? null : 'unsure',
  };
}

/** Measured: at this margin and evidence the first is right in 91–100 % of the cases, also for strange rosters. */
function isConfident({ margin, evidence }: Ranking): boolean {
  return margin >= 0.3 && evidence >= 2;
}

/** In other scripts the lexicon knows too few words to be sure of anything. */
function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin >= letters * 0.7;
}

/** A decision that a rule made, which no score could better. */
function ruled(
  agent: string | null,
  by: Dispatch['by'],
  ranking: Ranking,
  more: Partial<Pick<Dispatch, 'switchedFrom' | 'unknownAgent'>> = {},
): LocalDispatch {
  return { dispatch: { ...decision(agent, by, true, ranking), ...more }, doubt: null };
}

/** Who is asked when nothing speaks for anyone. */
function generalist(agents: readonly Agent[], rank: (text: string) => Ranking): string | undefined {
  const { ranked } = rank(
    'overall backend architecture: system design of the whole, boundaries and trade-offs',
  );
  return ranked[0]?.agent ?? agents[0]?.id;
}
