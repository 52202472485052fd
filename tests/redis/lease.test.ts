import { afterEach, describe, expect, it } from '@jest/globals';
import { holdLease, type HeldLease } from '../../src/redis/lease.ts';
import { jumpingClock } from '../support/clock.ts';

describe('a lease', () => {
  const time = jumpingClock();
  const held: HeldLease[] = [];
  const hold = (askedAt = time.clock.monotonic()): HeldLease => {
    const lease = holdLease({ clock: time.clock, askedAt, lockMs: 8000 });
    held.push(lease);
    return lease;
  };
  afterEach(() => {
    for (const lease of held.splice(0)) lease.end();
  });

  it('ends a margin before the lock does, with the reason that it was lost', async () => {
    const lease = hold();
    await time.advance(6999);
    expect([lease.valid(), lease.signal.aborted]).toEqual([true, false]);
    await time.advance(1);
    expect([lease.valid(), lease.signal.reason]).toEqual([false, 'lease-lost']);
  });

  it('counts from before the lock was asked for, not from the reply', () => {
    expect(hold(time.clock.monotonic() - 7000).valid()).toBe(false);
    expect(hold(time.clock.monotonic() - 6000).valid()).toBe(true);
  });

  it('lasts longer with each renewal', async () => {
    const lease = hold();
    for (let i = 0; i < 5; i += 1) {
      await time.advance(4000);
      lease.renewed(time.clock.monotonic() - 100);
    }
    await time.advance(6899);
    expect([lease.valid(), lease.signal.aborted]).toEqual([true, false]);
    await time.advance(1);
    expect([lease.valid(), lease.signal.reason]).toEqual([false, 'lease-lost']);
  });

  it('does not come back once it ran out, though a late renewal succeeds', async () => {
    const lease = hold();
    await time.advance(7500);
    lease.renewed(time.clock.monotonic());
    expect(lease.valid()).toBe(false);
  });

  it('is still valid after an interruption, until the lock is lost', () => {
    for (const why of ['stop', 'amended', 'shutdown'] as const) {
      const lease = hold();
      lease.interrupt(why);
      expect([lease.valid(), lease.signal.reason]).toEqual([true, why]);
      lease.interrupt('lease-lost');
      expect([lease.valid(), lease.signal.reason]).toEqual([false, why]);
    }
  });

  it('is not interrupted any more when the work is over', async () => {
    const lease = hold();
    lease.end();
    await time.advance(60_000);
    expect(lease.signal.aborted).toBe(false);
  });
});
