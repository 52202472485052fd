import type { Agent } from '../core/agent.ts';
import { wordsOf } from '../lib/words.ts';
import { rarityOf } from './rarity.ts';

/** An agent's part in the words of a message. */
interface WordScore {
  readonly score: number;
  /** Telling words of the message that stand in its name or description and in few others'. */
  readonly telling: readonly string[];
}

export interface WordIndex {
  /** One score an agent, in the agents' order. */
  score(text: string): readonly WordScore[];
}

/** What a field weighs: measured on public agents, the body helps although it says much of everything. */
const fields = [
  { of: (agent: Agent) => agent.id, weight: 3, b: 0 },
  { of: (agent: Agent) => agent.routingText, weight: 2, b: 0.5 },
  { of: (agent: Agent) => agent.prompt, weight: 0.5, b: 0.6 },
] as const;

const k1 = 1.2;

/** BM25F over name, description and prompt. Prefix and fuzzy matches are left out: they were seen to do harm. */
export function indexWords(agents: readonly Agent[]): WordIndex {
  const weights = weighFields(agents);
  const documents = countDocuments(weights);
  const named = agents.map((agent) => new Set(wordsOf(`${agent.id} ${agent.routingText}`)));
  const owners = countSets(named);
  const rarity = (word: string) => {
    const inRoster = documents.get(word) ?? 0;
    const spread = Math.log(1 + (agents.length - inRoster + 0.5) / (inRoster + 0.5));
    const most = Math.log(1 + (agents.length - 0.5) / 1.5);
    return rarityOf(word) ** 1.5 * (0.4 + (0.6 * spread) / most);
  };
  return {
    score(text) {
      const words = [...new Set(wordsOf(text))];
      return agents.map((_, at) => ({
        score: words.reduce((sum, word) => {
          const frequency = weights[at]?.get(word) ?? 0;
          return frequency === 0 ? sum : sum + (rarity(word) * frequency) / (k1 + frequency);
        }, 0),
        telling: words.filter(
          (word) =>
            (named[at]?.has(word) ?? false) &&
            (owners.get(word) ?? 0) <= Math.max(1, agents.length / 4) &&
            rarityOf(word) > 0.5,
        ),
      }));
    },
  };
}

type Weights = ReadonlyMap<string, number>;

function weighFields(agents: readonly Agent[]): readonly Weights[] {
  const totals = agents.map(() => new Map<string, number>());
  for (const { of, weight, b } of fields) {
    const texts = agents.map((agent) => wordsOf(of(agent)));
    const average =
      texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, agents.length);
    texts.forEach((words, at) => {
      const norm = weight / (1 - b + (b * words.length) / Math.max(1, average));
      const total = totals[at];
      for (const word of words) total?.set(word, (total.get(word) ?? 0) + norm);
    });
  }
  return totals;
}

function countDocuments(weights: readonly Weights[]): ReadonlyMap<string, number> {
  return countSets(weights.map((words) => new Set(words.keys())));
}

function countSets(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const words of sets) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
