/** How long things take around a worker's death. Options, so that tests need not wait. */
export interface WakeupTiming {
  /** How long a thread stays a worker's own without a renewal. Renewed at half of it. */
  readonly lockMs: number;
  /** How often dead workers are looked for. */
  readonly stalledCheckMs: number;
  /** What a drain gets to hand over when it is interrupted at shutdown. */
  readonly handOverMs: number;
  /** The wait after the n-th failed drain of a thread, n from 1. */
  readonly retryMs: (failures: number) => number;
}

/**
 * A dead worker's thread is free after lockMs + stalledCheckMs at the latest: under 10 s, the time for which a person
 * who sees a stuck answer still waits. The lock outlives a Redis restart and a blocked event loop of 4 s.
 */
export const defaultTiming: WakeupTiming = {
  lockMs: 8000,
  stalledCheckMs: 1500,
  // 30 s is what the process gets to exit: 20 s of grace, this twice, and some for the rest.
  handOverMs: 4000,
  retryMs: cappedExponential({ firstMs: 500, mostMs: 30_000 }),
};

/** Doubles up to the cap. The cap is what a person may wait for after an outage has passed. */
function cappedExponential(limits: {
  readonly firstMs: number;
  readonly mostMs: number;
}): (failures: number) => number {
  return (failures) => Math.min(limits.firstMs * 2 ** Math.min(failures - 1, 20), limits.mostMs);
}
