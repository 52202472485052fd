import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answerKey,
  type Decision,
  type DecisionDraft,
  type Decisions,
  type SavedDecision,
} from '../../src/core/decision.ts';

let teams = 0;

/** A workspace that no other test of this process uses. */
function newTeam(): string {
  teams += 1;
  return `T${process.pid}X${teams}`;
}

export function draft(over: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    title: 'Use an outbox for events',
    status: 'proposed',
    date: '2026-11-22',
    source: {
      thread: { team: 'T1', channel: 'C1', ts: '1763780000.000100' },
      answerTs: '1763780001.000100',
      link: 'https://acme.slack.com/archives/C1/p1763780001000100',
    },
    agent: 'architect',
    savedBy: 'U1',
    recommendation: null,
    body: '## Context and Problem Statement\n\nEvents get lost: café ☕ 💥.\n\n## Decision Outcome\n\nAn outbox table.',
    revisit: { when: 'more than 5,000 events/s', by: '2027-06-01' },
    ...over,
  };
}

function saved(outcome: SavedDecision): Decision {
  if (!('decision' in outcome)) throw new Error(`not saved: ${outcome.outcome}`);
  return outcome.decision;
}

/** What every Decisions keeps. `other`: the same log, seen by another process. */
export function decisionsContract(
  name: string,
  open: () => Promise<{ decisions: Decisions; other: Decisions; close(): Promise<void> }>,
): void {
  describe(`${name} keeps the decisions contract`, () => {
    let decisions: Decisions;
    let other: Decisions;
    let close: () => Promise<void>;
    beforeAll(async () => {
      const opened = await open();
      ({ decisions, other } = opened);
      close = () => opened.close();
    });
    afterAll(() => close());

    it('knows nothing of a workspace that saved nothing', async () => {
      const team = newTeam();
      expect(await decisions.list(team)).toEqual([]);
      expect(await decisions.get(team, 1)).toBeNull();
      const change = await decisions.change(team, 1, { status: 'accepted' });
      expect(change).toEqual({ outcome: 'unknown', number: 1 });
    });

    it('numbers from 1, apart for each workspace, and gives back all that was saved', async () => {
      const [team, another] = [newTeam(), newTeam()];
      const first = await decisions.save(team, 'a', draft());
      expect(first).toEqual({
        outcome: 'new',
        decision: { ...draft(), number: 1, supersedes: [], supersededBy: null },
      });
      expect(saved(await other.save(team, 'b', draft())).number).toBe(2);
      expect(saved(await decisions.save(another, 'a', draft())).number).toBe(1);
      expect(await other.get(team, 1)).toEqual(saved(first));
    });

    it('gives each number once when many save at once', async () => {
      const team = newTeam();
      const numbers = await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const log = i % 2 === 0 ? decisions : other;
          return saved(await log.save(team, `key ${i}`, draft({ title: `Decision ${i}` }))).number;
        }),
      );
      expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
      expect((await decisions.list(team)).map(({ number }) => number)).toEqual(
        numbers.map((_, i) => 20 - i),
      );
    });

    it('saves the same answer as the same decision, with new text and its own status', async () => {
      const team = newTeam();
      const key = answerKey(draft().source!);
      await decisions.save(team, key, draft());
      await decisions.change(team, 1, { status: 'accepted' });
      const again = await other.save(team, key, draft({ title: 'Better', date: '2027-01-01' }));
      expect(again).toMatchObject({
        outcome: 'known',
        decision: { number: 1, title: 'Better', status: 'accepted', date: '2026-11-22' },
      });
      expect(await decisions.list(team)).toMatchObject([{ number: 1, title: 'Better' }]);
    });

    it('takes a wanted number where it is free, and goes on behind it', async () => {
      const team = newTeam();
      const wanted = { number: 7 };
      expect(saved(await decisions.save(team, 'a', draft(), wanted)).number).toBe(7);
      expect(saved(await decisions.save(team, 'b', draft(), wanted)).number).toBe(8);
      expect(saved(await decisions.save(team, 'c', draft(), { number: 2 })).number).toBe(2);
      expect(saved(await decisions.save(team, 'd', draft())).number).toBe(9);
    });

    it('lists summaries: what to search and to show, without the text', async () => {
      const team = newTeam();
      await decisions.save(team, 'a', draft());
      const { body: _, ...rest } = draft();
      const [summary] = await other.list(team);
      expect(summary).toEqual({
        number: 1,
        title: rest.title,
        status: rest.status,
        date: rest.date,
        source: rest.source,
        revisit: rest.revisit,
        supersededBy: null,
        gist: 'Events get lost: café ☕ 💥. An outbox table.',
      });
    });

    it('changes a status', async () => {
      const team = newTeam();
      await decisions.save(team, 'a', draft());
      const change = await decisions.change(team, 1, { status: 'rejected' });
      expect(change).toMatchObject({ outcome: 'changed', decision: { status: 'rejected' } });
      expect(await other.list(team)).toMatchObject([{ status: 'rejected' }]);
    });

    it('ties both records when one supersedes the other, and unties them again', async () => {
      const team = newTeam();
      for (const key of ['a', 'b', 'c']) await decisions.save(team, key, draft());
      await decisions.change(team, 2, { supersede: 1 });
      expect(await other.get(team, 2)).toMatchObject({ status: 'accepted', supersedes: [1] });
      expect(await other.get(team, 1)).toMatchObject({ status: 'superseded', supersededBy: 2 });

      await other.change(team, 3, { supersede: 1 });
      expect(await decisions.get(team, 1)).toMatchObject({ supersededBy: 3 });
      expect(await decisions.get(team, 2)).toMatchObject({ supersedes: [] });

      await decisions.change(team, 1, { status: 'accepted' });
      expect(await decisions.get(team, 1)).toMatchObject({
        status: 'accepted',
        supersededBy: null,
      });
      expect(await decisions.get(team, 3)).toMatchObject({ supersedes: [] });
    });

    it('refuses circles and numbers that do not exist, and writes nothing then', async () => {
      const team = newTeam();
      for (const key of ['a', 'b', 'c']) await decisions.save(team, key, draft());
      await decisions.change(team, 2, { supersede: 1 });
      await decisions.change(team, 3, { supersede: 2 });
      const before = await decisions.list(team);
      expect(await decisions.change(team, 1, { supersede: 3 })).toEqual({ outcome: 'circle' });
      expect(await decisions.change(team, 1, { supersede: 1 })).toEqual({ outcome: 'circle' });
      const unknown = await decisions.change(team, 1, { supersede: 9 });
      expect(unknown).toEqual({ outcome: 'unknown', number: 9 });
      expect(await other.list(team)).toEqual(before);
    });

    it('loses no change when several change the same record at once', async () => {
      const team = newTeam();
      for (const key of ['a', 'b', 'c', 'd', 'e']) await decisions.save(team, key, draft());
      await Promise.all(
        [1, 2, 3, 4].map((older) =>
          (older % 2 === 0 ? decisions : other).change(team, 5, { supersede: older }),
        ),
      );
      expect(await decisions.get(team, 5)).toMatchObject({ supersedes: [1, 2, 3, 4] });
    });
  });
}
