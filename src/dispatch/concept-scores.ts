import type { Agent } from '../core/agent.ts';
import { codeShapesOf, proseOf } from './code-shapes.ts';
import type { CodeShape } from './code-shapes.ts';
import { lexicon } from './concepts/lexicon.ts';
import { createPhraseBook } from './phrases.ts';

/** An agent's part in the concepts of a message. */
interface ConceptScore {
  readonly score: number;
  /** The cues that speak for it, each once. */
  readonly cues: readonly string[];
}

export interface ConceptIndex {
  /** One score an agent, in the agents' order. */
  score(text: string): readonly ConceptScore[];
}

/** Learns from the agents' own texts who knows which concept. */
export function indexConcepts(agents: readonly Agent[]): ConceptIndex {
  const affinities = affinitiesOf(agents);
  return {
    score(text) {
      const found = conceptsOf(text);
      return agents.map((_, at) => {
        let score = 0;
        const cues = new Set<string>();
        for (const { id, strength, cues: heard } of found) {
          const affinity = affinities.get(id)?.[at] ?? 0;
          score += strength * affinity;
          if (affinity >= owns) heard.forEach((cue) => cues.add(cue));
        }
        return { score, cues: [...cues] };
      });
    },
  };
}

/** From this share of the most fitting agent's affinity on, a cue speaks for an agent. */
const owns = 0.6;

interface FoundConcept {
  readonly id: string;
  readonly strength: number;
  readonly cues: readonly string[];
}

/** What a topic counts for beside an intent: "why is this endpoint slow" is no question about endpoints. */
const besideIntent = 0.5;

const kinds: ReadonlyMap<string, string> = new Map(lexicon.map(({ id, kind }) => [id, kind]));

const cueBook = createPhraseBook(
  lexicon.flatMap(({ id, cues }) =>
    cues.map(({ text, weight }) => ({ text, meaning: { id, weight } })),
  ),
);

/** The concepts of a message, by what is said and by the form of what is pasted. */
function conceptsOf(text: string): readonly FoundConcept[] {
  const strength = new Map<string, number>();
  const cues = new Map<string, string[]>();
  const add = (id: string, weight: number, heard: readonly string[]) => {
    strength.set(id, (strength.get(id) ?? 0) + weight);
    cues.set(id, [...(cues.get(id) ?? []), ...heard]);
  };
  for (const { text: cue, meaning } of cueBook.find(proseOf(text))) {
    add(meaning.id, meaning.weight, [cue]);
  }
  for (const shape of codeShapesOf(text)) {
    for (const [id, weight] of Object.entries(shape.speaksFor))
      add(id, weight, asCues(shape, weight));
  }
  const wanted = [...strength].some(([id, sum]) => kinds.get(id) === 'intent' && sum >= 2);
  return [...strength].map(([id, sum]) => ({
    id,
    // Saying a thing three times makes it clearer, not three times as clear.
    strength: sum ** 0.75 * (wanted && kinds.get(id) === 'topic' ? besideIntent : 1),
    cues: cues.get(id) ?? [],
  }));
}

/** A shape that speaks loudly for a concept counts as two cues: nobody pastes a table by accident. */
function asCues({ id }: CodeShape, weight: number): readonly string[] {
  return weight >= 3 ? [`<${id}>`, `<${id}> whole`] : [`<${id}>`];
}

/** What an agent says of itself: cues count once, what is listed for the purpose twice. */
const ownerBook = createPhraseBook(
  lexicon.flatMap(({ id, cues, anchors }) => [
    ...cues.map(({ text }) => ({ text, meaning: { id, weight: 1 } })),
    ...anchors.map((text) => ({ text, meaning: { id, weight: 2 } })),
  ]),
);

/** How much of a prompt is read: its field is clear from the first pages, and some go on for fifty. */
const promptRead = 8_000;

/** By concept, each agent's share: 1 for the one whose name and description speak of it most, 0 for none. */
function affinitiesOf(agents: readonly Agent[]): ReadonlyMap<string, readonly number[]> {
  const spoken = agents.map((agent) => ({
    name: weightsIn(agent.id.replaceAll('-', ' ')),
    description: weightsIn(agent.routingText),
    prompt: weightsIn(agent.prompt.slice(0, promptRead)),
  }));
  return new Map(
    lexicon.map(({ id }) => {
      const raw = spoken.map(
        ({ name, description, prompt }) =>
          3 * saturate(name.get(id), 0.7) +
          2.5 * saturate(description.get(id), 2.5) +
          0.5 * saturate(prompt.get(id), 4),
      );
      const most = Math.max(...raw, 0.3);
      return [id, raw.map((value) => (value / most) ** 1.5)] as const;
    }),
  );
}

function weightsIn(text: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { meaning } of ownerBook.find(text)) {
    weights.set(meaning.id, (weights.get(meaning.id) ?? 0) + meaning.weight);
  }
  return weights;
}

function saturate(count: number | undefined, half: number): number {
  return count === undefined ? 0 : count / (count + half);
}
