import { expect, test } from '@jest/globals';
import { defaultConsultationLimits } from '../../src/consultation/consultation.ts';
import { createMeter } from '../../src/consultation/meter.ts';
import { noUsage } from '../../src/core/usage.ts';
import { jumpingClock } from '../support/clock.ts';

const worstCaseUsd = () => 0.5;

test('a request whose price nobody knows takes nothing from what the others have spent', () => {
  const limits = { ...defaultConsultationLimits, usd: 1 };
  const meter = createMeter(limits, { clock: jumpingClock().clock, worstCaseUsd });
  const request = { model: null, system: '', messages: [], tools: [] };
  meter.spend({ ...noUsage, outputTokens: 10, usd: 0.6 });
  meter.spend({ ...noUsage, outputTokens: 10, unpricedTokens: 10 });
  expect(meter.room(request)).toMatchObject({ state: 'over', by: 'dollars' });
  expect(meter.mayAsk()).toBe(true);
  meter.spend({ ...noUsage, outputTokens: 10, usd: 0.4 });
  expect(meter.mayAsk()).toBe(false);
  expect(meter.usage()).toMatchObject({ outputTokens: 30, usd: 1, unpricedTokens: 10 });
});
