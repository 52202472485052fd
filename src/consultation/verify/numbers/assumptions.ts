/** A stretch of a text in which the author says what is assumed rather than known. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const said =
  /\b(?:assum\w*|presum\w*|suppos\w*|estimat\w+ from|annahmen?|angenommen|hypoth[èe]s\w*|supuestos?|supon\w+)\b/gi;
const sentenceEnd = /[.!?](?=\s|$)|\n/;
const list = /^\n(?:[ \t]*\n)?(?:[ \t]*(?:[-*+•|]|\d+[.)])[^\n]*(?:\n|$))+/;

/** Where a text lists its assumptions: sentences that say so, and lists under a heading that does. */
export function assumptionSpans(prose: string): readonly Span[] {
  return [...sentences(prose), ...sections(prose)];
}

/** From each word to both ends of its sentence: one pattern for both would look for a word from every character. */
function sentences(prose: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { index } of prose.matchAll(said)) {
    const behind = spans.at(-1)?.to ?? 0;
    if (index < behind) continue;
    const before = prose.slice(behind, index);
    const start = Math.max(...['.', '!', '?', '\n'].map((end) => before.lastIndexOf(end))) + 1;
    const rest = prose.slice(index);
    const end = sentenceEnd.exec(rest);
    const length = end === null ? rest.length : end.index + end[0].length;
    spans.push({ from: behind + start, to: index + length });
  }
  return spans;
}

/** A heading, a bold line or a lead-in, and the list or rows under it. */
function sections(prose: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { index: from, 0: line } of prose.matchAll(/[^\n]+/g)) {
    if (from < (spans.at(-1)?.to ?? 0) || !announces(line)) continue;
    const under = from + line.length;
    const [listed = ''] = list.exec(prose.slice(under)) ?? [];
    if (listed !== '') spans.push({ from, to: under + listed.length });
  }
  return spans;
}

function announces(line: string): boolean {
  const at = line.search(said);
  return at >= 0 && (line.startsWith('#') || /:\**[ \t]*$/.test(line.slice(at)));
}
