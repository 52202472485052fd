/** What a review may cost. The input limit is checked before a child starts; the rest inside, and by the sandbox. */
export const apiLimits = {
  /** Holds GitHub's whole REST description (13 MB), the largest that we know to be one file. */
  inputBytes: 15_000_000,
  /** Nodes of a document with its YAML aliases written out: GitHub's has 0.6 million. */
  nodes: 3_000_000,
  /** Levels of nesting; the deepest real document that we saw has 40. */
  depth: 200,
  /** One step; the longest is the linter on such a document, 7 s on an idle core. */
  stepMs: 50_000,
  wallMs: 55_000,
  rssBytes: 1_000_000_000,
  /** Findings of one rule that are kept; that there were more is told. */
  findingsPerRule: 2_000,
} as const;
