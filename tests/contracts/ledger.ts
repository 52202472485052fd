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
      expect(await ledger.spentUsd('T1', 'U1', day)).toBe(0);
    });

    it('adds up what is added at once, apart for each team, person and day', async () => {
      const cents = Array.from({ length: 50 }, () =>
        ledger.add('T1', 'U2', day, { ...someUsage, usd: 0.01 }),
      );
      await Promise.all([...cents, ledger.add('T1', 'U3', day, someUsage)]);
      expect(await ledger.spentUsd('T1', 'U2', day)).toBeCloseTo(0.5, 9);
      expect(await ledger.spentUsd('T1', 'U3', day)).toBe(0.25);
      expect(await ledger.spentUsd('T2', 'U2', day)).toBe(0);
      expect(await ledger.spentUsd('T1', 'U2', '2026-11-21')).toBe(0);
    });

    it('counts an unpriced turn as free, and very small prices exactly', async () => {
      await ledger.add('T1', 'U4', day, { ...someUsage, usd: null });
      await ledger.add('T1', 'U4', day, { ...someUsage, usd: 1e-7 });
      expect(await ledger.spentUsd('T1', 'U4', day)).toBeCloseTo(1e-7, 12);
    });
  });
}
