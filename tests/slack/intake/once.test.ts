import { describe, expect, test } from '@jest/globals';
import { createOnce } from '../../../src/slack/intake/once.ts';
import { jumpingClock } from '../../support/clock.ts';

describe('handling once', () => {
  const response = { response_type: 'ephemeral', text: 'hi' } as const;

  test('gives who comes second the same acknowledgement, and does nothing again', async () => {
    const { clock } = jumpingClock();
    const once = createOnce(clock);
    let handled = 0;
    const handle = async () => {
      handled += 1;
      return { outcome: 'stored', response, afterwards: async () => {} };
    };
    const [first, second] = await Promise.all([once('k', handle), once('k', handle)]);
    expect(first).toHaveProperty('afterwards');
    expect(second).toEqual({ outcome: 'duplicate', response });
    expect(handled).toBe(1);
  });

  test('forgets what failed, so that the redelivery tries again', async () => {
    const once = createOnce(jumpingClock().clock);
    await expect(once('k', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await once('k', async () => ({ outcome: 'stored' }))).toEqual({ outcome: 'stored' });
  });

  test('forgets what is older than the last redelivery', async () => {
    const time = jumpingClock();
    const once = createOnce(time.clock);
    await once('k', async () => ({ outcome: 'one' }));
    await time.advance(9 * 60_000);
    expect(await once('k', async () => ({ outcome: 'two' }))).toEqual({ outcome: 'duplicate' });
    await time.advance(60_000);
    expect(await once('k', async () => ({ outcome: 'three' }))).toEqual({ outcome: 'three' });
  });
});
