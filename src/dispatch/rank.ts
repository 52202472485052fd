import type { Agent } from '../core/agent.ts';
import { indexConcepts } from './concept-scores.ts';
import { indexWords } from './word-scores.ts';

/** The agents in the order in which they fit a message, with what that order is worth. */
export interface Ranking {
  readonly ranked: readonly { readonly agent: string; readonly score: number }[];
  /** (best − second) / best; 0 without evidence for anyone. */
  readonly margin: number;
  /** Distinct domain cues that speak for the best. */
  readonly evidence: number;
}

export type Ranker = (text: string) => Ranking;

/** A word of the message in an agent's own text beside a concept of its field. */
const conceptWeight = 0.6;

/** Reads the agents once; ranking a message then costs well under a millisecond for a small roster. */
export function createRanker(agents: readonly Agent[]): Ranker {
  const words = indexWords(agents);
  const concepts = indexConcepts(agents);
  return (text) => {
    const byWords = words.score(text);
    const byConcepts = concepts.score(text);
    const scored = agents
      .map((agent, at) => ({
        agent: agent.id,
        score: (byWords[at]?.score ?? 0) + conceptWeight * (byConcepts[at]?.score ?? 0),
        cues: new Set([...(byWords[at]?.telling ?? []), ...(byConcepts[at]?.cues ?? [])]),
      }))
      .toSorted((a, b) => b.score - a.score);
    const [best, second] = scored;
    const evidence = best?.cues.size ?? 0;
    return {
      ranked: scored.map(({ agent, score }) => ({ agent, score: Number(score.toFixed(3)) })),
      margin:
        best === undefined || best.score === 0
          ? 0
          : (best.score - (second?.score ?? 0)) / best.score,
      evidence,
    };
  };
}
