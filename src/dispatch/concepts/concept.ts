/**
 * One idea that questions are about, independent of any roster: what people say when they mean it, and what an agent
 * says that knows it. Agents are found through their own texts, so a roster that we never saw profits as well.
 */
export interface Concept {
  readonly id: string;
  /**
   * `intent`: what a person wants ("slow"); `topic`: a thing that any intent may be about ("endpoint", "table").
   * A topic says less where an intent is heard.
   */
  readonly kind: 'plain' | 'intent' | 'topic';
  /** What people say. */
  readonly cues: readonly Cue[];
  /** What else an agent of this field says of itself. The cues count as well, but less. */
  readonly anchors: readonly string[];
}

interface Cue {
  /** Words; `*` behind one takes any ending. */
  readonly text: string;
  /** 2: hardly ever said of anything else. */
  readonly weight: 1 | 2;
}

/** `id | !strong cue, cue* | anchor`, one a line, `>id` an intent, `~id` a topic: a table is easier to weigh and to extend than nested literals. */
export function concepts(table: string): readonly Concept[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', cues = '', anchors = ''] = line.split('|').map((part) => part.trim());
      return { ...nameOf(id), cues: itemsOf(cues).map(cueOf), anchors: itemsOf(anchors) };
    });
}

function nameOf(id: string): Pick<Concept, 'id' | 'kind'> {
  if (id.startsWith('>')) return { id: id.slice(1), kind: 'intent' };
  return id.startsWith('~') ? { id: id.slice(1), kind: 'topic' } : { id, kind: 'plain' };
}

function itemsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function cueOf(item: string): Cue {
  return item.startsWith('!') ? { text: item.slice(1), weight: 2 } : { text: item, weight: 1 };
}
