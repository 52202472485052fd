import type { Agent } from '../core/agent.ts';
import { wordsOf } from '../lib/words.ts';

export interface Twins {
  readonly pair: readonly [string, string];
  readonly cosine: number;
}

/** Above this, two descriptions draw each other's questions (public agents: median pair 0.14, at most 0.41). */
const twinCosine = 0.45;

/** Pairs of agents whose descriptions are nearly the same text, by the cosine of their weighted words. */
export function findTwins(agents: readonly Agent[]): readonly Twins[] {
  const vectors = weigh(agents.map((agent) => wordsOf(agent.routingText)));
  const twins: Twins[] = [];
  agents.forEach((agent, at) => {
    agents.slice(at + 1).forEach((other, after) => {
      const cosine = cosineOf(vectors[at], vectors[at + 1 + after]);
      if (cosine > twinCosine) twins.push({ pair: [agent.id, other.id], cosine });
    });
  });
  return twins;
}

type Vector = ReadonlyMap<string, number>;

/** Plain counts: in a roster of few, weighing by rarity would hide just the words that two agents share. */
function weigh(texts: readonly (readonly string[])[]): readonly Vector[] {
  return texts.map((words) => {
    const vector = new Map<string, number>();
    for (const word of words) {
      if (!filler.has(word)) vector.set(word, (vector.get(word) ?? 0) + 1);
    }
    return vector;
  });
}

function cosineOf(a: Vector | undefined, b: Vector | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let dot = 0;
  for (const [word, weight] of a) dot += weight * (b.get(word) ?? 0);
  const norms = norm(a) * norm(b);
  return norms === 0 ? 0 : dot / norms;
}

function norm(vector: Vector): number {
  return Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
}

/** Words that any description of an agent holds. */
const filler: ReadonlySet<string> = new Set(
  wordsOf(
    'the a an and or of to for in on with when you your is are be it its this that as by from need needs use using ' +
      'agent should would can help helps wants want at into how what which who not no nor whether does do their',
  ),
);
