/** What an explanation may cost. The input limits are checked before a child starts; the rest by the sandbox. */
export const queryLimits = {
  schemaBytes: 2_000_000,
  queryBytes: 100_000,
  queries: 20,
  /** One statement of the schema, or one query with all its trials. */
  stepMs: 5_000,
  wallMs: 30_000,
  rssBytes: 1_000_000_000,
  /** Trial indexes of one query, and of all of them. */
  candidatesPerQuery: 24,
  candidates: 80,
} as const;
