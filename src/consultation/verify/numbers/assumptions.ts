/** A stretch of a text in which the author says what is assumed rather than known. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const word = String.raw`(?:assum\w*|presum\w*|suppos\w*|estimat\w+ from|annahmen?|angenommen|hypoth[èe]s\w*|supuestos?|supon\w+)`;
const sentence = new RegExp(String.raw`[^.!?\n]*\b${word}\b[^\n]*?(?:[.!?](?=\s|$)|\n|$)`, 'gi');
/** A heading, a bold line or a lead-in, and the list or rows under it. */
const section = new RegExp(
  String.raw`^(?:#{1,6}[^\n]*\b${word}\b[^\n]*|\**[^\n]*\b${word}\b[^\n]*:\**[ \t]*)\n(?:[ \t]*\n)?((?:[ \t]*(?:[-*+•|]|\d+[.)])[^\n]*(?:\n|$))+)`,
  'gim',
);

/** Where a text lists its assumptions: sentences that say so, and lists under a heading that does. */
export function assumptionSpans(prose: string): readonly Span[] {
  return [sentence, section].flatMap((shape) =>
    [...prose.matchAll(shape)].map(({ index, 0: hit }) => ({
      from: index,
      to: index + hit.length,
    })),
  );
}
