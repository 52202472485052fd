/** What a deterministic reviewer found. The base of every review's findings. */
export interface Finding {
  /** Stable id of the check: "fk.unindexed". */
  readonly id: string;
  readonly severity: Severity;
  /** `proved`: it follows from the input. `heuristic`: it is likely. */
  readonly confidence: 'proved' | 'heuristic';
  readonly why: string;
}

export type Severity = 'error' | 'warn' | 'info';
