/**
 * Time that a kind of work may take. It is the processor's time, so that a busy machine does not cut a review short,
 * but at least half of the clock's: somebody waits.
 */
export interface TimeBudget {
  /** Times the work. */
  spend<Value>(work: () => Promise<Value>): Promise<Value>;
  isSpent(): boolean;
}

/** `until` is the clock's last word: what concludes late is killed, and concludes nothing. */
export function createTimeBudget(ms: number, until = Infinity): TimeBudget {
  let spent = 0;
  return {
    isSpent: () => spent > ms || performance.now() > until,
    async spend(work) {
      const clock = performance.now();
      const processor = process.cpuUsage();
      try {
        return await work();
      } finally {
        const { user, system } = process.cpuUsage(processor);
        spent += Math.max((user + system) / 1000, (performance.now() - clock) / 2);
      }
    },
  };
}
