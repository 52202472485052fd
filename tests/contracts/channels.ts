import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultSettings, type Channels } from '../../src/core/settings.ts';

/** What every Channels keeps. */
export function channelsContract(
  name: string,
  open: () => Promise<{ channels: Channels; close(): Promise<void> }>,
): void {
  describe(`${name} keeps the channels contract`, () => {
    let channels: Channels;
    let close: () => Promise<void>;
    beforeAll(async () => {
      const opened = await open();
      ({ channels } = opened);
      close = () => opened.close();
    });
    afterAll(() => close());

    it('gives the defaults where nobody decided anything', async () => {
      expect(await channels.settings('T1', 'C1')).toEqual(defaultSettings);
    });

    it('keeps what was decided last, for that channel of that team', async () => {
      await channels.save('T1', 'C2', { mentionOnly: true });
      expect(await channels.settings('T1', 'C2')).toEqual({ mentionOnly: true });
      expect(await channels.settings('T2', 'C2')).toEqual(defaultSettings);
      await channels.save('T1', 'C2', { mentionOnly: false });
      expect(await channels.settings('T1', 'C2')).toEqual({ mentionOnly: false });
    });
  });
}
