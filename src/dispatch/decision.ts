import type { Dispatch } from '../core/dispatch.ts';
import type { Ranking } from './rank.ts';

/** A decision and the ranking it was made on. */
export function decision(
  agent: string | null,
  by: Dispatch['by'],
  confident: boolean,
  { ranked, margin, evidence }: Ranking,
): Dispatch {
  return {
    agent,
    by,
    confident,
    score: ranked.find((each) => each.agent === agent)?.score ?? 0,
    margin: Number(margin.toFixed(3)),
    evidence,
    runnerUp: ranked.find((each) => each.agent !== agent && each.score > 0)?.agent ?? null,
    ranking: ranked,
    tookMs: 0,
  };
}

/** The same ranking, another decision. What the first one said of hand-overs and unknown names goes. */
export function redecide(
  { ranking: ranked, margin, evidence }: Dispatch,
  agent: string | null,
  by: Dispatch['by'],
  confident: boolean,
): Dispatch {
  return decision(agent, by, confident, { ranked, margin, evidence });
}
