import { beforeEach, describe, expect, test } from '@jest/globals';
import type {
  FetchedDocument,
  ProjectContext,
  Repositories,
} from '../../src/core/project-context.ts';
import { createChannels } from '../../src/memory/records.ts';
import { createContextFor } from '../../src/turns/project-context.ts';
import { jumpingClock } from '../support/clock.ts';

const thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };
const source = {
  kind: 'github',
  repository: 'acme/shop',
  ref: null,
  path: 'CLAUDE.md',
  commit: 'aaaaaaa',
  etag: '"1"',
} as const;

describe('the context of a repository', () => {
  let time: ReturnType<typeof jumpingClock>;
  let channels: ReturnType<typeof createChannels>;
  let asked: string[];
  let answer: () => Promise<FetchedDocument>;

  beforeEach(async () => {
    time = jumpingClock();
    channels = createChannels();
    asked = [];
    answer = async () => ({ ...newer, kind: 'document' });
    await channels.saveContext('T1', 'C1', context());
  });

  const context = (): ProjectContext => ({
    text: 'old',
    source,
    setBy: 'U1',
    setAt: time.clock.now(),
    checkedAt: time.clock.now(),
  });
  const newer = { text: 'new', path: 'CLAUDE.md', commit: 'bbbbbbb', etag: '"2"' };
  const load = (signal = new AbortController().signal) => {
    const repositories: Repositories = {
      read: ({ etag }) => {
        asked.push(String(etag));
        return answer();
      },
    };
    return createContextFor({ channels, repositories, clock: time.clock })(thread, signal);
  };

  test('is asked for again after a quarter of an hour, by its etag, and kept', async () => {
    expect(await load()).toMatchObject({ text: 'old' });
    await time.advance(15 * 60_000);
    expect(await load()).toMatchObject({ text: 'new', source: { commit: 'bbbbbbb' } });
    expect(await load()).toMatchObject({ text: 'new' });
    expect(asked).toEqual(['"1"']);
    expect(await channels.context('T1', 'C1')).toMatchObject({ text: 'new' });
  });

  test.each<[string, () => Promise<FetchedDocument>]>([
    ['it did not change', async () => ({ kind: 'unchanged' })],
    ['it cannot be had', async () => ({ kind: 'refused', why: 'gone' })],
    ['it was emptied', async () => ({ ...newer, kind: 'document', text: ' ' })],
    ['asking took too long', () => Promise.reject(new Error('TimeoutError'))],
  ])('stays what it was when %s, and is let alone for as long', async (_when, given) => {
    answer = given;
    await time.advance(15 * 60_000);
    expect(await load()).toMatchObject({ text: 'old' });
    expect(await load()).toMatchObject({ text: 'old' });
    expect(asked).toHaveLength(1);
  });

  test('that was removed while it was asked for stays removed', async () => {
    answer = async () => {
      await channels.saveContext('T1', 'C1', null);
      return { ...newer, kind: 'document' };
    };
    await time.advance(15 * 60_000);
    expect(await load()).toBeNull();
    expect(await channels.context('T1', 'C1')).toBeNull();
  });

  test('rejects when the turn is over', async () => {
    answer = () => Promise.reject(new Error('aborted'));
    await time.advance(15 * 60_000);
    await expect(load(AbortSignal.abort('stop'))).rejects.toBe('stop');
  });
});
