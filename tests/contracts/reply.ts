import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Artifact } from '../../src/core/artifact.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { type ReplyAction, ReplyFenced } from '../../src/core/reply.ts';
import { answered, type Stage } from '../slack/reply/stage.ts';

export interface ReplyCase {
  /** Sets the scene; `begun` is what the target says an earlier attempt left. */
  readonly arrange: () => Promise<{ readonly stage: Stage; readonly begun: readonly string[] }>;
}

/** What every `Reply` promises, whichever way its text takes into the thread. */
export function replyContract(name: string, { arrange }: ReplyCase): void {
  // oxlint-disable-next-line jest/valid-title -- the caller's
  describe(name, () => {
    let stage: Stage;
    let begun: readonly string[];

    beforeEach(async () => {
      ({ stage, begun } = await arrange());
    });

    afterEach(() => stage.close());

    const open = (target: Parameters<Stage['open']>[0] = {}) =>
      stage.open({ begun, retried: begun.length > 0, ...target });

    test('shows the text in order and resolves with the message that holds its end', async () => {
      const reply = open();
      for (const word of ['Use ', 'one ', 'queue ', 'per ', 'tenant.']) reply.append(word);
      const ts = await reply.finish(answered);
      expect(stage.read()).toEqual(['Use one queue per tenant.']);
      expect(stage.slack.answers(stage.channel, stage.threadTs).map((m) => m.ts)).toEqual([ts]);
    });

    test.each([30_000, 200_000])('loses and doubles nothing in %d characters', async (length) => {
      const text = longAnswer(length);
      const reply = open();
      for (let at = 0; at < text.length; at += 977) reply.append(text.slice(at, at + 977));
      const last = await reply.finish({ ...answered, footer: 'Architect', feedback: true });
      const pages = stage.read();
      expect(bare(pages.join('\n'))).toBe(bare(text));
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(11_500);
      for (const page of pages) expect((page.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(stage.slack.answers(stage.channel, stage.threadTs).at(-1)?.ts).toBe(last);
    });

    test('shows the same whatever the pieces it is given', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 12 }),
          async (sizes) => {
            const again = await arrange();
            const text = longAnswer(14_000);
            const reply = again.stage.open({ begun: again.begun, retried: again.begun.length > 0 });
            let at = 0;
            for (const size of sizes) {
              reply.append(text.slice(at, at + size));
              at += size;
              // oxlint-disable-next-line no-await-in-loop -- lets the writer act between the pieces
              await new Promise((resolve) => setImmediate(resolve));
            }
            reply.append(text.slice(at));
            await reply.finish(answered);
            expect(bare(again.stage.read().join('\n'))).toBe(bare(text));
            await again.stage.close();
          },
        ),
        { numRuns: 6 },
      );
    });

    test('puts footer, thumbs and other agents below the last message only', async () => {
      const reply = open();
      reply.append(longAnswer(14_000));
      await reply.finish({
        ...answered,
        footer: 'Schema Reviewer · 3.1 s · 2,400 tokens',
        feedback: true,
        offer: [{ agent: 'api-designer', label: 'Ask API Designer' }],
      });
      const messages = stage.slack.answers(stage.channel, stage.threadTs);
      expect(messages.at(-1)?.footer).toBe('Schema Reviewer · 3.1 s · 2,400 tokens');
      expect(messages.at(-1)?.blocks.map((block) => block.type)).toEqual(
        expect.arrayContaining(['context', 'context_actions', 'actions']),
      );
      for (const message of messages.slice(0, -1)) expect(message.footer).toBeUndefined();
    });

    test('keeps the answer when Slack refuses what stands below it', async () => {
      const refuse = { kind: 'error', error: 'invalid_blocks' } as const;
      for (const method of ['chat.stopStream', 'chat.update']) {
        stage.slack.faults.next(method, refuse, { times: 9, where: dressed });
      }
      const reply = open();
      reply.append('The answer.');
      await reply.finish({ ...answered, footer: 'Architect', feedback: true });
      expect(stage.read()).toEqual(['The answer.']);
    });

    test('posts what was attached below the whole text, in order, each name once', async () => {
      const reply = open();
      reply.attach(report('first'));
      reply.append(longAnswer(14_000));
      reply.attach(script);
      reply.attach(report('second'));
      const last = await reply.finish(answered);
      expect(stage.files()).toEqual([['review.md', 'fixes.sql']]);
      const messages = stage.slack.answers(stage.channel, stage.threadTs);
      expect(messages.findIndex(({ ts }) => ts === last)).toBe(messages.length - 2);
      const [file] = messages.at(-1)!.files;
      expect(stage.slack.content(file!.id)?.toString()).toBe('second');
      expect(file?.title).toBe('The whole review');
    });

    test('gives the answer its evidence, buttons and menus, below the last message only', async () => {
      const reply = open();
      reply.append(longAnswer(14_000));
      await reply.finish({ ...answered, footer: 'Schema Reviewer', evidence, actions });
      const messages = stage.slack.answers(stage.channel, stage.threadTs);
      expect(messages.at(-1)?.shown).toContain('Checked: DDL ✓ 3 statements executed');
      expect(messages.at(-1)?.footer).toBe('Schema Reviewer');
      expect(
        messages.filter(({ blocks }) => blocks.some(({ type }) => type === 'actions')),
      ).toEqual(messages.slice(-1));
    });

    test('forgets what was discarded and goes on in the same messages', async () => {
      const reply = open();
      reply.append(`A wrong beginning. ${longAnswer(14_000)}`);
      await stage.slack.until(() => stage.read().some((page) => page.includes('A wrong')));
      reply.discard();
      reply.append('The right one.');
      await reply.finish(answered);
      expect(stage.read()).toEqual(['The right one.']);
    });

    test('posts nothing when there was nothing to say', async () => {
      const reply = open();
      reply.status('Thinking');
      reply.append(' \n');
      await reply.finish({ ...answered, footer: 'Architect' });
      expect(stage.read()).toEqual([]);
    });

    test('is not ended by a page of nothing', async () => {
      const reply = open();
      reply.append(`Before.${'\n'.repeat(30_000)}After.`);
      await reply.finish(answered);
      expect(stage.read().join('').replace(/\s/g, '')).toBe('Before.After.');
    });

    test('makes harmless what could ping or lead somewhere, chunk borders included', async () => {
      const reply = open();
      const text =
        'Hey <!channel>, [see](http://evil.example/?q=1) or [the docs](https://docs.example.com/a).';
      for (const char of text) reply.append(char);
      await reply.finish(answered);
      expect(stage.read()).toEqual([
        'Hey @\u200bchannel, see (`http://evil.example/?q=1`) or [the docs](https://docs.example.com/a).',
      ]);
    });

    test('writes nothing once the worker lost the thread', async () => {
      let lost = false;
      const reply = open({ mayPost: () => !lost });
      reply.append('First half. ');
      await stage.slack.until(() => stage.read().some((page) => page.includes('First')));
      lost = true;
      reply.append('Second half.');
      await expect(reply.finish(answered)).rejects.toThrow(ReplyFenced);
      expect(stage.read().join('')).not.toContain('Second');
    });

    test('leaves no spinner behind', async () => {
      const reply = open();
      reply.status('Reading schema.sql');
      await stage.slack.until(
        () => stage.slack.session(stage.channel, stage.threadTs)?.status === 'processing',
      );
      reply.append('Done.');
      await reply.finish(answered);
      const session = await stage.slack.until(() => {
        const now = stage.slack.session(stage.channel, stage.threadTs);
        return now?.status !== 'processing' && now;
      });
      expect(session.status).toBe('active');
    });

    test('leaves its messages to a successor, who finishes those and posts no others', async () => {
      const first = open();
      first.append('Half an ans');
      first.append('wer. ');
      const seen = await stage.slack.until(() =>
        stage.slack.answers(stage.channel, stage.threadTs).find((m) => m.shown.includes('Half')),
      );
      await first.abandon();
      const second = stage.open({ begun: [...new Set([...begun, ...stage.begun])], retried: true });
      second.append('A whole answer.');
      expect(await second.finish(answered)).toBe(seen.ts);
      expect(stage.read()).toEqual(['A whole answer.']);
    });
  });
}

function report(content: string): Artifact {
  return { name: 'review.md', title: 'The whole review', content };
}

const script: Artifact = { name: 'fixes.sql', title: 'Fixes', content: 'create index on t (a);' };

const evidence: readonly Evidence[] = [
  {
    subject: 'DDL',
    by: 'review_schema',
    verdict: 'passed',
    summary: '3 statements executed',
    details: '',
  },
];

const actions: readonly ReplyAction[] = [
  { label: 'Review again', request: { type: 'review-schema-again' } },
  {
    label: 'fk on orders',
    menu: 'Explain a finding',
    request: { type: 'explain-finding', finding: 'fk-missing-index', object: 'public.orders' },
  },
];

function dressed(args: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(args['blocks'] ?? '').includes('context_actions');
}

/** Headings, prose, code and tables, about as long as asked. */
function longAnswer(length: number): string {
  const parts: string[] = [];
  for (let n = 0, size = 0; size < length; n += 1) {
    const part = [
      `## Part ${n}\n\n${`Sentence ${n} says something. `.repeat(1 + (n % 30))}`,
      `\`\`\`sql\n${`SELECT ${n} FROM orders WHERE id = ${n};\n`.repeat(1 + (n % 40))}\`\`\``,
      `| k | v |\n|---|---|\n${`| ${n} | value |\n`.repeat(1 + (n % 50))}`,
    ][n % 3]!;
    parts.push(part);
    size += part.length + 2;
  }
  return parts.join('\n\n');
}

/** The text without fences, repeated table headers and white space. */
function bare(text: string): string {
  return text
    .replace(/^```.*$/gm, '')
    .replace(/^\| k \| v \|\n\|---\|---\|$/gm, '')
    .replace(/\s/g, '');
}
