import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProjectContext } from '../../src/core/project-context.ts';
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

    it('keeps the requirements that people wanted kept', async () => {
      const requirements = [{ id: 'load', label: 'Load', text: '1,000 requests/s' }];
      await channels.save('T1', 'C3', { mentionOnly: false, requirements });
      expect(await channels.settings('T1', 'C3')).toEqual({ mentionOnly: false, requirements });
    });

    it('keeps what was decided last, for that channel of that team', async () => {
      await channels.save('T1', 'C2', { mentionOnly: true });
      expect(await channels.settings('T1', 'C2')).toEqual({ mentionOnly: true });
      expect(await channels.settings('T2', 'C2')).toEqual(defaultSettings);
      await channels.save('T1', 'C2', { mentionOnly: false });
      expect(await channels.settings('T1', 'C2')).toEqual({ mentionOnly: false });
    });

    it("keeps a channel's project context beside its settings, until it is removed", async () => {
      expect(await channels.context('T1', 'C3')).toBeNull();
      await channels.save('T1', 'C3', { mentionOnly: true });
      await channels.saveContext('T1', 'C3', context);
      expect(await channels.context('T1', 'C3')).toEqual(context);
      expect(await channels.context('T2', 'C3')).toBeNull();
      expect(await channels.settings('T1', 'C3')).toEqual({ mentionOnly: true });
      const file = { ...context, source: { kind: 'file', name: 'CLAUDE.md' } } as const;
      await channels.saveContext('T1', 'C3', file);
      expect(await channels.context('T1', 'C3')).toEqual(file);
      await channels.saveContext('T1', 'C3', null);
      expect(await channels.context('T1', 'C3')).toBeNull();
    });
  });
}

const context: ProjectContext = {
  text: '# How we work\n\nNo ORMs. ☕',
  source: {
    kind: 'github',
    repository: 'acme/shop',
    ref: null,
    path: 'CLAUDE.md',
    commit: 'abc123',
    etag: 'W/"1"',
  },
  setBy: 'U1',
  setAt: 1,
  checkedAt: 2,
};
