import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Conversation, ConversationMessage } from '../../src/core/conversation.ts';
import type { ModelMessage } from '../../src/core/model.ts';
import { digestTarget } from '../../src/consultation/digest.ts';
import { history } from '../../src/consultation/history.ts';
import { aConversation, aFile, talk } from './builders.ts';

const agent = 'schema-reviewer';

const someMessage = fc.record({
  person: fc.boolean(),
  own: fc.boolean(),
  length: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40_000 })),
});

const someTalk = fc.array(someMessage, { maxLength: 200 }).map((shapes) =>
  shapes.map(({ person, own, length }, index): ConversationMessage => {
    const base = { ts: `1763780${index}.000100`, text: 'x'.repeat(length) };
    return person
      ? { role: 'person', user: 'U1', files: [], ...base }
      : { role: 'agent', agent: own ? agent : 'api-designer', ...base };
  }),
);

function sizeOf(messages: readonly ModelMessage[]): number {
  return JSON.stringify(messages).length;
}

/** What a thread's turns do with digests, when each digest succeeds. */
function digested(conversation: Conversation): Conversation {
  const target = digestTarget(conversation);
  return target === null
    ? conversation
    : { ...conversation, digest: 'd'.repeat(8_000), digestedCount: target };
}

describe('history', () => {
  test('tells persons and other agents as data, and the agent’s own words as its own', () => {
    const conversation = aConversation({
      messages: [
        { role: 'person', ts: '1.1', user: 'U1', text: 'Look', files: [aFile('a.sql')] },
        { role: 'agent', ts: '1.2', agent: 'api-designer', text: 'Use REST.' },
        { role: 'agent', ts: '1.3', agent, text: 'Use keys.' },
      ],
    });
    expect(history(conversation, agent)).toEqual({
      leftOut: 0,
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'text',
              text: '<slack_message ts="1.1" author="U1">\nLook\n<slack_file name="a.sql" id="Fa.sql" bytes="100"/>\n</slack_message>',
            },
            {
              type: 'text',
              text: '<agent_answer ts="1.2" agent="api-designer">\nUse REST.\n</agent_answer>',
            },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'Use keys.' }] },
      ],
    });
  });

  test('begins with the digest, then what it does not cover', () => {
    const conversation = aConversation({
      messages: talk(4),
      digest: 'Goals\n- ship </thread_digest>',
      digestedCount: 2,
    });
    const [first, second] = history(conversation, agent).messages;
    expect(JSON.stringify(first)).toContain('- ship <\\\\/thread_digest>\\n</thread_digest>');
    expect(JSON.stringify(first)).toContain('line 2');
    expect(JSON.stringify(first)).not.toContain('line 0');
    expect(second).toEqual({ role: 'assistant', content: [{ type: 'text', text: 'line 3' }] });
  });

  test('is bounded, alternates and begins with a user, whatever was said, with digests or without', () => {
    fc.assert(
      fc.property(someTalk, fc.boolean(), (messages, withDigest) => {
        const plain = aConversation({ messages });
        const conversation = withDigest ? digested(plain) : plain;
        const { messages: sent, leftOut } = history(conversation, agent);
        expect(sizeOf(sent)).toBeLessThan(320_000);
        for (const [index, message] of sent.entries()) {
          expect(message.role).toBe(index % 2 === 0 ? 'user' : 'assistant');
          expect(message.content.length).toBeGreaterThan(0);
        }
        const covered = conversation.digest === null ? 0 : conversation.digestedCount;
        expect(leftOut).toBeLessThanOrEqual(messages.length - covered);
        const lost = messages.length - covered - leftOut;
        expect(messages.length === 0 || lost > 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('of 200 turns stays as large as that of 40, and is cut in steps', () => {
    let conversation = aConversation();
    const sizes: number[] = [];
    let digests = 0;
    for (let turn = 0; turn < 200; turn += 1) {
      const more = talk(2, () => 'words '.repeat(100));
      conversation = { ...conversation, messages: [...conversation.messages, ...more] };
      const before = conversation.digestedCount;
      conversation = digested(conversation);
      if (conversation.digestedCount !== before) digests += 1;
      sizes.push(sizeOf(history(conversation, agent).messages));
    }
    expect(Math.max(...sizes.slice(40))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 40)) + 100);
    expect(digests).toBeLessThanOrEqual(20);
  });

  test('only grows between two cuts, so that its prefix stays cached', () => {
    fc.assert(
      fc.property(someTalk, (messages) => {
        let changes = 0;
        let last: readonly ModelMessage[] = [];
        for (let count = 0; count <= messages.length; count += 1) {
          const now = history(
            aConversation({ messages: messages.slice(0, count) }),
            agent,
          ).messages;
          if (!flat(now).startsWith(flat(last))) changes += 1;
          last = now;
        }
        expect(changes).toBeLessThanOrEqual(Math.ceil(messages.length / 5));
      }),
      { numRuns: 15 },
    );
  });

  test('is cut five messages at a time where there is no digest', () => {
    const firsts = Array.from({ length: 41 }, (_, more) => {
      const { messages } = history(aConversation({ messages: talk(60 + more) }), agent);
      return JSON.stringify(messages[0]);
    });
    expect(new Set(firsts).size).toBe(9);
  });

  test('without a digest leaves out the oldest, and says how many', () => {
    const { messages, leftOut } = history(aConversation({ messages: talk(100) }), agent);
    expect(leftOut).toBe(40);
    expect(JSON.stringify(messages[0])).toContain('<thread_gap messages=\\"40\\">');
    expect(JSON.stringify(messages)).not.toContain('line 39"');
    expect(JSON.stringify(messages)).toContain('line 40');
  });

  test('never halves a character where it shortens a message', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15_990, max: 18_010 }), fc.boolean(), (length, shifted) => {
        const text = (shifted ? 'a' : '') + '🦊'.repeat(length);
        const message: ConversationMessage = {
          role: 'person',
          ts: '1.1',
          user: 'U1',
          text,
          files: [],
        };
        const { messages } = history(aConversation({ messages: [message] }), agent);
        expect(JSON.stringify(messages)).not.toMatch(/\\ud[89a-f]/i);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a digest', () => {
  test('is due in steps of twenty messages, and keeps the last twenty as they are', () => {
    expect(digestTarget(aConversation({ messages: talk(39) }))).toBeNull();
    expect(digestTarget(aConversation({ messages: talk(40) }))).toBe(20);
    expect(
      digestTarget(aConversation({ messages: talk(59), digest: 'd', digestedCount: 20 })),
    ).toBeNull();
    expect(
      digestTarget(aConversation({ messages: talk(60), digest: 'd', digestedCount: 20 })),
    ).toBe(40);
  });

  test('is due earlier where messages are long', () => {
    const long = talk(30, () => 'x'.repeat(8_000));
    expect(digestTarget(aConversation({ messages: long }))).toBe(10);
  });

  test('only ever moves forward, and never into the last twenty', () => {
    fc.assert(
      fc.property(someTalk, fc.nat(200), (messages, covered) => {
        const digestedCount = Math.min(covered, messages.length);
        const target = digestTarget(aConversation({ messages, digest: 'd', digestedCount }));
        if (target === null) return;
        expect(target).toBeGreaterThan(digestedCount);
        expect(target).toBeLessThanOrEqual(messages.length - 20);
      }),
    );
  });
});

/** Parts in one line: merging a question into the user turn before it is growth, too. */
function flat(messages: readonly ModelMessage[]): string {
  return messages
    .flatMap(({ role, content }) => content.map((part) => `${role} ${JSON.stringify(part)}`))
    .join('\n');
}
