import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compareTs } from '../../src/core/timestamp.ts';

const micros = fc.bigInt({ min: 0n, max: 99_999_999_999_999_999n });
const tsOf = (time: bigint): string =>
  `${time / 1_000_000n}.${String(time % 1_000_000n).padStart(6, '0')}`;

describe('the order of Slack timestamps', () => {
  it('is the order of the times, to the microsecond', () => {
    fc.assert(
      fc.property(micros, micros, (a, b) => {
        const expected = a < b ? -1 : Number(a > b);
        expect(Math.sign(compareTs(tsOf(a), tsOf(b)))).toBe(expected);
      }),
    );
  });

  it('tells neighbours apart', () => {
    expect(compareTs('1763780000.000100', '1763780000.000101')).toBeLessThan(0);
    expect(compareTs('999999999.999999', '1000000000.000000')).toBeLessThan(0);
  });
});
