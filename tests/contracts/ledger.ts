import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ledger } from '../../src/core/usage.ts';
import { someUsage } from './samples.ts';

/** What every Ledger keeps. */
export function ledgerContract(
  name: string,
  open: () => Promise<{ ledger: Ledger; close(): Promise<void> }>,
): void {
  describe(`${name} keeps the ledger contract`, () => {
    let ledger: Ledger;
    let close: () => Promise<void>;
    beforeAll(async () => {
      const opened = await open();
      ({ ledger } = opened);
      close = () => opened.close();
    });
    afterAll(() => close());
    const day = '2026-11-22';

    it('begins at nothing', async () => {
      expect(await ledger.spent('T1', 'U1', day)).toEqual({ usd: 0, atLeast: false });
    });

    it('adds up what is added at once, apart for each team, person and day', async () => {
      const cents = Array.from({ length: 50 }, () =>
        ledger.add('T1', 'U2', day, { ...someUsage, usd: 0.01 }),
      );
      await Promise.all([...cents, ledger.add('T1', 'U3', day, someUsage)]);
      const usd = async (team: string, user: string, on = day) =>
        (await ledger.spent(team, user, on)).usd;
      expect(await usd('T1', 'U2')).toBeCloseTo(0.5, 9);
      expect(await usd('T1', 'U3')).toBe(0.25);
      expect(await usd('T2', 'U2')).toBe(0);
      expect(await usd('T1', 'U2', '2026-11-21')).toBe(0);
    });

    it('keeps what is known of the sum beside an unpriced turn, and very small prices exactly', async () => {
      await ledger.add('T1', 'U4', day, { ...someUsage, usd: 1e-7 });
      expect(await ledger.spent('T1', 'U4', day)).toEqual({ usd: 1e-7, atLeast: false });
      await ledger.add('T1', 'U4', day, { ...someUsage, usd: 0, unpricedTokens: 100 });
      expect(await ledger.spent('T1', 'U4', day)).toEqual({ usd: 1e-7, atLeast: true });
    });
  });
}
