import type { Topic } from './knowledge/topic.ts';

export interface Matched {
  readonly topic: Topic;
  /** The words of the question that spoke for it. */
  readonly because: readonly string[];
}

/** The topics that a text is about, the one with most of its words first. None rather than a guess. */
export function matchTopics(text: string, topics: readonly Topic[]): readonly Matched[] {
  const folded = ` ${text.toLowerCase().replaceAll(/\s+/g, ' ')} `;
  return topics
    .map((topic) => ({ topic, because: topic.cues.filter((cue) => speaks(cue, folded)) }))
    .filter(({ because }) => because.length > 0)
    .toSorted((a, b) => b.because.length - a.because.length)
    .slice(0, MOST_TOPICS);
}

/** At the beginning of a word: "index" finds "indexes", and not "reindexing". */
function speaks(cue: string, folded: string): boolean {
  const at = folded.indexOf(cue);
  return at > 0 && !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '');
}

const MOST_TOPICS = 2;
