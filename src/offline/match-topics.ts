import type { Topic } from './knowledge/topic.ts';

export interface Matched {
  readonly topic: Topic;
  /** The words of the question that spoke for it, as they were written. */
  readonly because: readonly string[];
}

/**
 * At most two topics that a text names, the one with the most of its words first; a phrase counts by its words, up to three,
 * and the second topic must weigh half of the first. None where no cue stands in the text.
 */
export function matchTopics(text: string, topics: readonly Topic[]): readonly Matched[] {
  const folded = text.toLowerCase().replaceAll("'", '’').replaceAll(/\s+/g, ' ');
  const matched = topics
    .map((topic) => ({ topic, because: wordsFor(topic, folded) }))
    .map((match) => ({ ...match, weight: weightOf(match.because) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const [best] = matched;
  // A second one that hears half as much was named in passing.
  return matched
    .slice(0, MOST_TOPICS)
    .filter(({ weight }) => weight * 2 >= (best?.weight ?? 0))
    .map(({ topic, because }) => ({ topic, because }));
}

/** Each word once: "read replica" is also "replica", and says no more by that. */
function wordsFor({ cues }: Topic, folded: string): readonly string[] {
  const found = [...new Set(cues.flatMap((cue) => find(cue, folded)))];
  return found.filter((word) => !found.some((other) => other !== word && other.includes(word)));
}

/** "index" finds "indexes", and not "reindexing"; scripts without blanks between words have no borders. */
function find(cue: string, folded: string): readonly string[] {
  if (withoutBlanks.test(cue)) return folded.includes(cue) ? [cue] : [];
  const bare = cue.trimEnd();
  const end = bare === cue ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])';
  const escaped = bare.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${end}`, 'u').exec(folded)?.slice(0, 1) ?? [];
}

const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Two words that stand together are hardly ever said of anything else, three still less. */
function weightOf(because: readonly string[]): number {
  return because.reduce((sum, words) => sum + Math.min(words.trim().split(' ').length, 3), 0);
}

const MOST_TOPICS = 2;
