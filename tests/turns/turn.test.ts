import { beforeEach, describe, expect, test } from '@jest/globals';
import { createSystemClock } from '../../src/core/clock.ts';
import type { Claim } from '../../src/core/inbox.ts';
import type { IncomingMessage } from '../../src/core/message.ts';
import type { Stores } from '../../src/core/stores.ts';
import type { Lease } from '../../src/core/wakeups.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import { createDrain } from '../../src/turns/drain.ts';
import type { Respond } from '../../src/turns/respond.ts';
import { houseWord } from '../../src/turns/said.ts';
import { createTakeTurn } from '../../src/turns/turn.ts';
import { recordReplies } from '../support/reply.ts';

const thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };
const clock = createSystemClock();

describe('a turn', () => {
  let stores: Stores;
  let recorded: ReturnType<typeof recordReplies>;

  beforeEach(() => {
    stores = createMemory({ ttlMs: 60_000, concurrency: 1, clock, log: silentLog });
    recorded = recordReplies();
  });

  const takeTurn = (respond: Respond) =>
    createTakeTurn({
      ...stores,
      replies: recorded.replies,
      respond,
      onTurn: () => {},
      clock,
      log: silentLog,
    });
  const claim = async (): Promise<Claim> => (await stores.inbox.claim(thread))!;
  const answers = () => [...recorded.posted.values()].map((posted) => posted.text);

  test('leaves one answer and one transcript', async () => {
    await stores.inbox.accept(question('1763780000.000100', 'How?'));
    expect(await takeTurn(says('So.'))(await claim(), lease())).toBe('completed');
    expect(answers()).toEqual(['So.']);
    const { messages, turns } = await stores.conversations.load(thread);
    expect(messages.map((message) => message.text)).toEqual(['How?', 'So.']);
    expect(turns).toBe(1);
  });

  test('keeps of huge evidence what can be read again, not what a tool said of a huge file', async () => {
    await stores.inbox.accept(question('1763780000.000100', 'Fine?'));
    const details = '- line\n'.repeat(100_000);
    const huge = { subject: 'a.py', by: 'review_code', summary: '9 hints', details };
    await takeTurn(async () => ({
      ...houseWord('No.', null),
      evidence: [{ ...huge, verdict: 'passed' }],
    }))(await claim(), lease());
    const { messages } = await stores.conversations.load(thread);
    expect(messages.at(-1)).toMatchObject({ evidence: [{ summary: '9 hints' }] });
    expect(JSON.stringify(messages).length).toBeLessThan(5_000);
  });

  test('that lost its thread writes nothing, neither in Slack nor in the store', async () => {
    await stores.inbox.accept(question('1763780000.000100', 'How?'));
    const late = await claim();
    const successor = await claim();
    expect(await takeTurn(says('Late.'))(late, lease())).toBe('fenced');
    expect(await takeTurn(says('First.'))(successor, lease())).toBe('completed');
    expect(answers()).toEqual(['First.']);
  });

  test('whose lease ran out while the process was paused posts nothing', async () => {
    await stores.inbox.accept(question('1763780000.000100', 'How?'));
    const expired = { ...lease(), valid: () => false };
    await takeTurn(says('Late.'))(await claim(), expired);
    expect(answers()).toEqual([]);
  });

  test('answers again, in the same message, when files came while it was being closed', async () => {
    const bare = question('1763780000.000100', 'Review the file');
    await stores.inbox.accept(bare);
    const first = await claim();
    const file = { id: 'F1', name: 'a.sql', mimetype: 'text/plain', size: 1 };
    const respond: Respond = async (turn) => {
      turn.reply.append(`${turn.question.last.files.length} files`);
      await stores.inbox.accept({ ...bare, files: [file] });
      return houseWord(`${turn.question.last.files.length} files`, null);
    };
    expect(await takeTurn(respond)(first, lease())).toBe('amended');
    expect(await takeTurn(respond)(await claim(), lease())).toBe('completed');
    expect(answers()).toEqual(['1 files']);
  });

  test('is tried again after an error of ours, and then ends in an apology with a reference', async () => {
    await stores.inbox.accept(question('1763780000.000100', 'How?'));
    const broken = takeTurn(async () => {
      throw new Error('secret detail of a bug');
    });
    await expect(broken(await claim(), lease())).rejects.toThrow('secret detail');
    await expect(broken(await claim(), lease())).rejects.toThrow('secret detail');
    expect(await broken(await claim(), lease())).toBe('completed');
    expect(answers()).toHaveLength(1);
    expect(answers()[0]).toContain('`trace-17`');
    expect(answers()[0]).not.toContain('secret detail');
  });

  test('a drain ends when the inbox is empty, and takes what came meanwhile in a second turn', async () => {
    await stores.inbox.accept(question('1763780000.000100', 'One?'));
    const respond: Respond = async (turn) => {
      const [first] = turn.question.messages;
      if (first?.text === 'One?') {
        await stores.inbox.accept(question('1763780000.000200', 'Two?'));
        await stores.inbox.accept(question('1763780000.000300', 'Three?'));
      }
      const text = turn.question.messages.map((message) => message.text).join(' ');
      turn.reply.append(text);
      return houseWord(text, null);
    };
    await createDrain({ ...stores, takeTurn: takeTurn(respond) })(thread, lease());
    expect(answers()).toEqual(['One?', 'Two? Three?']);
  });
});

function says(text: string): Respond {
  return async ({ reply }) => {
    reply.append(text);
    return houseWord(text, null);
  };
}

function lease(): Lease {
  return { signal: new AbortController().signal, valid: () => true };
}

function question(ts: string, text: string): IncomingMessage {
  const identity = { thread, ts, kind: 'direct' as const, user: 'U1' };
  return { ...identity, text, files: [], receivedAt: 0, traceId: 'trace-1763' };
}
