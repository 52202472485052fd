import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Claim, Inbox } from '../../src/core/inbox.ts';
import type { Conversations } from '../../src/core/conversation.ts';
import type { Thread } from '../../src/core/thread.ts';
import { answer, file, message, newThread, someUsage, tsOf } from './samples.ts';

export interface InboxParts {
  readonly inbox: Inbox;
  /** The same store as another process sees it. */
  readonly other: Inbox;
  readonly conversations: Conversations;
  close(): Promise<void>;
}

/** What every Inbox keeps, with the Conversations that its turns are written to. */
export function inboxContract(name: string, open: () => Promise<InboxParts>): void {
  describe(`${name} keeps the inbox contract`, () => {
    let parts: InboxParts;
    let inbox: Inbox;
    beforeAll(async () => {
      parts = await open();
      inbox = parts.inbox;
    });
    afterAll(() => parts.close());

    const claimOf = async (thread: Thread): Promise<Claim> => {
      const claim = await inbox.claim(thread);
      if (claim === null) throw new Error('nothing was pending');
      return claim;
    };

    describe('accepting', () => {
      it('stores a message and gives it back whole', async () => {
        const thread = newThread();
        const marker = { did: 'asked.', threadTs: '1.2', responseUrl: 'https://hooks.slack.com/1' };
        const sent = message(thread, {
          files: [file('F1')],
          agent: 'reviewer',
          userTeam: 'T2',
          marker: { ...marker, verbatim: { text: 'create table', as: 'code' } },
        });
        expect(await inbox.accept(sent)).toBe('stored');
        const claim = await claimOf(thread);
        expect(claim).toMatchObject({ thread, fence: 1, begun: [] });
        expect(claim.entries).toEqual([{ message: sent, attempts: 0, stopped: false, copies: 1 }]);
      });

      it('knows a second copy that brings nothing', async () => {
        const thread = newThread();
        await inbox.accept(message(thread));
        expect(await inbox.accept(message(thread, { traceId: 'other' }))).toBe('duplicate');
        expect((await claimOf(thread)).entries).toHaveLength(1);
      });

      it('says of a copy that comes after the claim, or after the answer, that it is taken', async () => {
        const thread = newThread();
        await inbox.accept(message(thread));
        const claim = await claimOf(thread);
        expect(await inbox.accept(message(thread))).toBe('taken');
        await inbox.complete(claim, answer(claim));
        expect(await inbox.accept(message(thread))).toBe('taken');
        expect(await inbox.accept(message(thread, { files: [file('F1')] }))).toBe('taken');
        expect(await inbox.claim(thread)).toBeNull();
      });

      it('keeps the copy that has more files, whichever came first', async () => {
        const thread = newThread();
        const files = [file('F1'), file('F2')];
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        expect(await inbox.accept(message(thread, { ts: tsOf(1), files }))).toBe('merged');
        await inbox.accept(message(thread, { ts: tsOf(2), files }));
        expect(await inbox.accept(message(thread, { ts: tsOf(2) }))).toBe('duplicate');
        const { entries } = await claimOf(thread);
        expect(entries.map((entry) => entry.message.files)).toEqual([files, files]);
      });

      it('says how many copies of each message came before the claim', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        await inbox.accept(message(thread, { ts: tsOf(2) }));
        const { entries } = await claimOf(thread);
        expect(entries.map((entry) => entry.copies)).toEqual([2, 1]);
      });

      it('never lets a follow-up copy downgrade a mention, nor loses the mention that comes second', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { ts: tsOf(1), kind: 'mention' }));
        const copy = message(thread, { ts: tsOf(1), kind: 'follow-up', files: [file('F1')] });
        expect(await inbox.accept(copy)).toBe('merged');
        await inbox.accept(message(thread, { ts: tsOf(2), kind: 'follow-up' }));
        await inbox.accept(message(thread, { ts: tsOf(2), kind: 'mention' }));
        const { entries } = await claimOf(thread);
        expect(entries.map((entry) => entry.message.kind)).toEqual(['mention', 'mention']);
        expect(entries[0]?.message.files).toEqual([file('F1')]);
      });

      it('leaves follow-ups alone in a thread that the bot takes no part in', async () => {
        const thread = newThread();
        const followUp = message(thread, { kind: 'follow-up' });
        expect(await inbox.accept(followUp)).toBe('not-ours');
        expect(await inbox.engaged(thread)).toBe(false);
        expect(await inbox.claim(thread)).toBeNull();
        expect(await inbox.accept(message(thread, { ts: tsOf(2) }))).toBe('stored');
        expect(await inbox.engaged(thread)).toBe(true);
        expect(await inbox.accept(followUp)).toBe('stored');
      });

      it.each(['mention', 'direct', 'schema-review', 'api-review'] as const)(
        'takes part in a thread from a message of kind %s on',
        async (kind) => {
          const thread = newThread();
          await inbox.accept(message(thread, { kind }));
          expect(await inbox.engaged(thread)).toBe(true);
        },
      );

      it('stores a message once when a hundred copies come at once from two processes', async () => {
        const thread = newThread();
        const copies = Array.from({ length: 100 }, (_, i) =>
          (i % 2 === 0 ? inbox : parts.other).accept(
            message(thread, {
              kind: i % 3 === 0 ? 'follow-up' : 'mention',
              files: i === 70 ? [file('F1')] : [],
            }),
          ),
        );
        const outcomes = await Promise.all(copies);
        expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
        const { entries } = await claimOf(thread);
        expect(entries).toHaveLength(1);
        expect(entries[0]?.message).toMatchObject({ kind: 'mention', files: [file('F1')] });
      });
    });

    describe('claiming', () => {
      it('is null for a thread that nobody wrote in', async () => {
        expect(await inbox.claim(newThread())).toBeNull();
      });

      it('gives everything that waits in the order of the timestamps as numbers', async () => {
        const thread = newThread();
        const inOrder = [
          '999999999.000001',
          '1763780100.000002',
          '1763780100.000010',
          '1763780101.000001',
        ];
        for (const ts of inOrder.toReversed()) await inbox.accept(message(thread, { ts }));
        const { entries } = await claimOf(thread);
        expect(entries.map((entry) => entry.message.ts)).toEqual(inOrder);
      });

      it('counts the attempts of each entry, and keeps what an earlier one began', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        const first = await claimOf(thread);
        expect(await inbox.begun(first, tsOf(500))).toBe(true);
        expect(await inbox.begun(first, tsOf(501))).toBe(true);
        expect(await inbox.begun(first, tsOf(500))).toBe(true);
        await inbox.accept(message(thread, { ts: tsOf(2) }));
        const second = await claimOf(thread);
        expect(second.fence).toBeGreaterThan(first.fence);
        expect(second.entries.map((entry) => entry.attempts)).toEqual([1, 0]);
        expect(second.begun).toEqual([tsOf(500), tsOf(501)]);
      });

      it('refuses every write of a worker whose thread another one claimed', async () => {
        const thread = newThread();
        await inbox.accept(message(thread));
        const late = await claimOf(thread);
        const current = await parts.other.claim(thread);
        if (current === null) throw new Error('nothing to take over');
        expect(await inbox.begun(late, tsOf(500))).toBe(false);
        expect(await inbox.complete(late, answer(late))).toBe('fenced');
        expect((await parts.conversations.load(thread)).messages).toEqual([]);
        expect(await parts.other.complete(current, answer(current))).toBe('completed');
        expect((await parts.conversations.load(thread)).turns).toBe(1);
      });

      it('gives two workers that claim at once different fences', async () => {
        const thread = newThread();
        await inbox.accept(message(thread));
        const claims = await Promise.all([inbox.claim(thread), parts.other.claim(thread)]);
        const ends = await Promise.all(
          claims.map(async (claim) => (claim ? inbox.complete(claim, answer(claim)) : 'nothing')),
        );
        expect(new Set(ends)).toEqual(new Set(['completed', 'fenced']));
        expect((await parts.conversations.load(thread)).messages).toHaveLength(2);
      });
    });

    describe('completing', () => {
      it('writes the turn and removes its entries', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { files: [file('F1')] }));
        const claim = await claimOf(thread);
        expect(claim.conversation).toMatchObject({ messages: [], owner: null, turns: 0 });
        await inbox.begun(claim, tsOf(500));
        const { messages } = answer(claim);
        const behind = { fulfilled: [{ type: 'second-opinion', at: tsOf(1) }] } as const;
        const turn = answer(claim, {
          messages: messages.map((line) => (line.role === 'agent' ? { ...line, ...behind } : line)),
          digest: { text: 'so far', covers: 1 },
        });
        expect(await inbox.complete(claim, turn)).toBe('completed');
        expect(await inbox.claim(thread)).toBeNull();
        expect(await parts.conversations.load(thread)).toEqual({
          messages: turn.messages,
          owner: turn.owner,
          digest: 'so far',
          digestedCount: 1,
          usage: someUsage,
          turns: 1,
        });
      });

      it('gives the next claim the conversation so far and nothing that the last turn began', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        const first = await claimOf(thread);
        await inbox.begun(first, tsOf(500));
        await inbox.complete(first, answer(first));
        await inbox.accept(message(thread, { ts: tsOf(2) }));
        const second = await claimOf(thread);
        expect(second.begun).toEqual([]);
        expect(second.conversation).toEqual(await parts.conversations.load(thread));
        expect(second.conversation.messages).toHaveLength(2);
      });

      it('leaves what came after the claim, and says that more waits', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        const first = await claimOf(thread);
        await inbox.accept(message(thread, { ts: tsOf(2), kind: 'follow-up' }));
        expect(await inbox.complete(first, answer(first))).toBe('more');
        const second = await claimOf(thread);
        expect(second.entries.map((entry) => entry.message.ts)).toEqual([tsOf(2)]);
        expect(second.entries[0]?.attempts).toBe(0);
      });

      it('writes nothing the second time', async () => {
        const thread = newThread();
        await inbox.accept(message(thread));
        const claim = await claimOf(thread);
        await inbox.complete(claim, answer(claim));
        expect(await inbox.complete(claim, answer(claim))).toBe('completed');
        const { messages, turns, usage } = await parts.conversations.load(thread);
        expect({ lines: messages.length, turns, usage }).toEqual({
          lines: 2,
          turns: 1,
          usage: someUsage,
        });
      });

      it('asks for another answer when files came late, and keeps the message it began', async () => {
        const thread = newThread();
        await inbox.accept(message(thread));
        const first = await claimOf(thread);
        await inbox.begun(first, tsOf(500));
        expect(await inbox.accept(message(thread, { files: [file('F1')] }))).toBe('merged');
        expect(await inbox.complete(first, answer(first))).toBe('amended');
        expect((await parts.conversations.load(thread)).messages).toEqual([]);
        const second = await claimOf(thread);
        expect(second.entries[0]).toMatchObject({ attempts: 1, message: { files: [file('F1')] } });
        expect(second.begun).toEqual([tsOf(500)]);
        expect(await inbox.complete(second, answer(second))).toBe('completed');
      });

      it('adds usage up, and keeps the known part of it beside an unpriced turn', async () => {
        const thread = newThread();
        const sums: (readonly [number, number])[] = [];
        const turns = [
          { usd: 0.1, unpricedTokens: 0 },
          { usd: 0.2, unpricedTokens: 0 },
          { usd: 0, unpricedTokens: 100 },
          { usd: 0.1, unpricedTokens: 50 },
        ];
        for (const [i, priced] of turns.entries()) {
          await inbox.accept(message(thread, { ts: tsOf(i) }));
          const claim = await claimOf(thread);
          const more = { ...someUsage, ...priced };
          await inbox.complete(claim, answer(claim, { usage: more, owner: null }));
          const { usage, owner } = await parts.conversations.load(thread);
          expect(owner).toBeNull();
          expect(usage.outputTokens).toBe(40 * (i + 1));
          sums.push([Number(usage.usd.toFixed(9)), usage.unpricedTokens]);
        }
        expect(sums).toEqual([
          [0.1, 0],
          [0.3, 0],
          [0.3, 100],
          [0.4, 150],
        ]);
      });

      it('keeps the digest until there is a newer one', async () => {
        const thread = newThread();
        const digests = [{ text: 'first', covers: 2 }, undefined, { text: 'second', covers: 4 }];
        const seen: unknown[] = [];
        for (const [i, digest] of digests.entries()) {
          await inbox.accept(message(thread, { ts: tsOf(i) }));
          const claim = await claimOf(thread);
          await inbox.complete(claim, answer(claim, digest ? { digest } : {}));
          const conversation = await parts.conversations.load(thread);
          seen.push([conversation.digest, conversation.digestedCount]);
        }
        expect(seen).toEqual([
          ['first', 2],
          ['first', 2],
          ['second', 4],
        ]);
      });
    });

    describe('stopping', () => {
      it('marks what waits, claimed or not, and nothing that comes later', async () => {
        const thread = newThread();
        await inbox.accept(message(thread, { ts: tsOf(1) }));
        await claimOf(thread);
        await inbox.accept(message(thread, { ts: tsOf(2) }));
        await inbox.stop(thread);
        await inbox.accept(message(thread, { ts: tsOf(3) }));
        const { entries } = await claimOf(thread);
        expect(entries.map((entry) => entry.stopped)).toEqual([true, true, false]);
      });

      it('is nothing in a thread where nothing waits', async () => {
        const thread = newThread();
        await inbox.stop(thread);
        await inbox.accept(message(thread));
        expect((await claimOf(thread)).entries[0]?.stopped).toBe(false);
      });
    });

    it('has each accepted message either waiting or in the transcript, once, whatever happens in which order', async () => {
      const step = fc.oneof(
        fc.record({
          do: fc.constant('accept' as const),
          n: fc.nat(5),
          files: fc.nat(2),
          by: fc.nat(1),
        }),
        fc.record({ do: fc.constant('claim' as const), by: fc.nat(1) }),
        fc.record({ do: fc.constant('complete' as const), by: fc.nat(1) }),
        fc.record({ do: fc.constant('crash' as const), by: fc.nat(1) }),
        fc.record({ do: fc.constant('stop' as const), by: fc.nat(1) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const thread = newThread();
          const accepted = new Set<string>();
          const held: (Claim | null)[] = [null, null];
          for (const now of steps) {
            const worker = now.by === 0 ? inbox : parts.other;
            const claim = held[now.by] ?? null;
            if (now.do === 'accept') {
              const files = Array.from({ length: now.files }, (_, i) => file(`F${i}`));
              await worker.accept(message(thread, { ts: tsOf(now.n), files }));
              accepted.add(tsOf(now.n));
            } else if (now.do === 'claim') held[now.by] = await worker.claim(thread);
            else if (now.do === 'crash') held[now.by] = null;
            else if (now.do === 'stop') await worker.stop(thread);
            else if (claim !== null) await worker.complete(claim, answer(claim));
          }
          const { messages } = await parts.conversations.load(thread);
          const answered = messages.flatMap((line) => (line.role === 'person' ? [line.ts] : []));
          const rest = await inbox.claim(thread);
          const waiting = rest?.entries.map((entry) => entry.message.ts) ?? [];
          expect([...answered, ...waiting].toSorted()).toEqual([...accepted].toSorted());
        }),
        { numRuns: 60 },
      );
    });
  });
}
