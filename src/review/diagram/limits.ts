/** What a picture may cost and hold. More cannot be read in a chat anyway. */
export const diagramLimits = {
  /** Of one Mermaid source. */
  sourceCharacters: 30_000,
  sourceLines: 1_000,
  pictures: 12,
  boxes: 120,
  /** Graphviz needs a second for 120 lines among as many boxes, and seconds more for each further hundred. */
  lines: 120,
  groups: 40,
  participants: 24,
  steps: 200,
  /** One picture. The start of the engines does not count. */
  stepMs: 8_000,
  wallMs: 30_000,
  rssBytes: 700_000_000,
} as const;
