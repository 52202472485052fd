/** By what an agent was chosen, in the order in which the rules are tried. */
export type DispatchedBy =
  'explicit' | 'single' | 'owner' | 'small-talk' | 'local' | 'model' | 'default';

/** The decision which agent answers, with its reasons. Logged as it is. */
export interface Dispatch {
  /** Agent id, or null: nobody answers (small talk), the reply is a short help line. */
  readonly agent: string | null;
  readonly by: DispatchedBy;
  readonly confident: boolean;
  /** Local score of the chosen agent; 0 where none was computed. */
  readonly score: number;
  /** (best − second) / best of the local ranking, 0–1. */
  readonly margin: number;
  /** Number of domain cues that spoke for the best. */
  readonly evidence: number;
  readonly runnerUp: string | null;
  readonly ranking: readonly { readonly agent: string; readonly score: number }[];
  /** Set when the thread changed hands: the agent that owned it before. */
  readonly switchedFrom?: string;
  /** The name that a person asked for and nobody has; the reply lists the names. */
  readonly unknownAgent?: string;
  readonly tookMs: number;
}

/** Who owns a thread, and since when. */
export interface ThreadOwner {
  readonly agent: string;
  readonly by: DispatchedBy;
  /** Turn number at which it took the thread. */
  readonly sinceTurn: number;
}
