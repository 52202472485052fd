/** What a review may cost. The input limits are checked before a child starts; the rest by the sandbox. */
export const reviewLimits = {
  inputBytes: 2_000_000,
  statements: 4_000,
  /** One statement. Postgres' own statement_timeout has no effect in PGlite, so the child is killed. */
  stepMs: 5_000,
  wallMs: 30_000,
  rssBytes: 1_000_000_000,
  /** Time for trying fixes; what is not reached stays without a fix, and is said. */
  fixMs: 12_000,
  /** Changes of a migration that are rehearsed, the last ones, and the time for it. */
  rehearsals: 60,
  rehearsalMs: 8_000,
} as const;
