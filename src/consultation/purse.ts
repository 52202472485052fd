/** The money of one answer, as far as its tools may spend it on models of their own. */
export interface Purse {
  /** Sets a share of what is left apart, and says how much that is. */
  readonly setApart: (share: number) => number;
  /** What was set apart is spent and counted, or not needed. */
  readonly release: () => void;
}

export function createPurse(usd: number, spentUsd: () => number): Purse {
  let apart = 0;
  return {
    setApart(share) {
      const part = Math.max(0, usd - spentUsd() - apart) * share;
      apart += part;
      return part;
    },
    release() {
      apart = 0;
    },
  };
}
