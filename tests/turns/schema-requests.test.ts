import { beforeEach, describe, expect, test } from '@jest/globals';
import { describeRequest } from '../../src/core/describe-request.ts';
import type { IncomingMessage } from '../../src/core/message.ts';
import type { ThreadRequest } from '../../src/core/request.ts';
import { noUsage } from '../../src/core/usage.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { ReviewRequest, ReviewSchema } from '../../src/review/schema/review-schema.ts';
import type { Responding } from '../../src/turns/responding.ts';
import { createSchemaAlone } from '../../src/turns/schema-alone.ts';
import { createSchemaRequests, requestInWords } from '../../src/turns/schema-requests.ts';
import { aConversation, aFile, aMessage, anAgent, filesOf } from '../consultation/builders.ts';
import { jumpingClock } from '../support/clock.ts';
import { aFinding, aReview } from '../support/schema-review.ts';

const ddl = 'create table orders (id int, customer_id int);';
const ignore: ThreadRequest = {
  type: 'ignore-finding',
  finding: 'fk.unindexed',
  object: 'public.orders(customer_id)',
  reason: 'forty rows',
};

describe('a button under a review', () => {
  let asked: ReviewRequest[];
  let text: string;
  let attached: string[];
  let statuses: string[];

  beforeEach(() => {
    asked = [];
    text = '';
    attached = [];
    statuses = [];
  });

  const desk = (review = aReview()) => ({
    review: async (request: ReviewRequest, { onStage }: Parameters<ReviewSchema>[1]) => {
      asked.push(request);
      onStage?.('Checking');
      return review;
    },
    files: filesOf({
      'old.sql': 'create table old (id int);',
      'new.sql': 'create table n (id int);',
    }),
    clock: jumpingClock({ automatic: true }).clock,
  });

  /** The thread so far, then what is asked now. */
  const turn = (before: readonly IncomingMessage[], now: IncomingMessage): Responding => {
    const messages = before.map(({ ts, user, text: said, files }) => {
      return { role: 'person' as const, ts, user, text: said, files };
    });
    const conversation = aConversation({ messages });
    const claim = { thread: now.thread, fence: 1, entries: [], begun: [], conversation };
    return {
      claim,
      question: { messages: [now], all: [now], last: now, attempts: 0, isEmpty: false },
      lease: { signal: new AbortController().signal, valid: () => true },
      log: silentLog,
      reply: {
        status: (said) => void statuses.push(said),
        append: (markdown) => void (text += markdown),
        discard: () => void (text = ''),
        attach: ({ name }) => void attached.push(name),
        finish: async () => '1',
        abandon: async () => {},
      },
    };
  };

  const press = async (
    request: ThreadRequest,
    before: readonly IncomingMessage[],
    how: { review?: ReturnType<typeof aReview>; hasModel?: boolean } = {},
  ) => {
    const { review = aReview(), hasModel = false } = how;
    const now = aMessage({ ts: '1763789999.000900', text: describeRequest(request).text, request });
    return createSchemaRequests(desk(review), { hasModel })[request.type]?.(
      turn(before, now),
      request,
    );
  };

  const pasted = aMessage({ text: ddl });

  test('reviews the newest schema of the thread again: the newest file, or the newest text', async () => {
    const shared = aMessage({ ts: '1763789999.000200', text: 'edited', files: [aFile('new.sql')] });
    await press({ type: 'review-schema-again' }, [pasted, shared]);
    await press({ type: 'review-schema-again' }, [shared, aMessage({ ...pasted, text: ddl })]);
    expect(asked.map(({ sources }) => sources.map(({ name }) => name))).toEqual([
      ['new.sql'],
      ['pasted'],
    ]);
    expect(text).toContain('No index leads with orders(customer_id)');
    expect(attached).toEqual(expect.arrayContaining(['review.md', 'fixes.sql']));
    expect(statuses.slice(-2)).toEqual(['Running the schema on PostgreSQL', 'Checking']);
  });

  test('takes along what people of the thread ignored, and not what a script says itself', async () => {
    const ignored = aMessage({ ts: '1763789999.000200', text: describeRequest(ignore).text });
    const script = aMessage({ text: `${ddl}\n-- schema-review: ignore pk.missing orders legacy` });
    await press({ type: 'review-schema-again' }, [script, ignored]);
    expect(asked[0]?.ignored).toEqual([
      '-- schema-review: ignore fk.unindexed public.orders(customer_id) forty rows',
    ]);
    expect(asked[0]?.sources[0]?.text).toContain('pk.missing');
  });

  test('explains a finding from the checks themselves', async () => {
    const { finding, object } = { finding: 'fk.unindexed', object: 'public.orders(customer_id)' };
    await press({ type: 'explain-finding', finding, object }, [pasted]);
    expect(text).toContain('**How it was seen.**');
    text = '';
    const mended = { review: aReview([aFinding({ id: 'pk.missing' })]) };
    await press({ type: 'explain-finding', finding, object }, [pasted], mended);
    expect(text).toContain('is not found any more');
  });

  test('posts the fix script, or says that there is none', async () => {
    await press({ type: 'schema-fix-script' }, [pasted]);
    expect(attached).toEqual(['fixes.sql']);
    await press({ type: 'schema-fix-script' }, [pasted], { review: aReview([]) });
    expect(text).toContain('no fix that is safe');
  });

  test('notes what is ignored, with the line that keeps it, and offers to look again', async () => {
    const said = await press(ignore, [pasted], { hasModel: true });
    expect(text).toContain(
      '-- schema-review: ignore fk.unindexed public.orders(customer_id) forty rows',
    );
    expect(said?.ending.actions).toMatchObject([{ request: { type: 'review-schema-again' } }]);
    expect(asked).toEqual([]);
  });

  test('leaves the reviewing and explaining to the agent where a model answers', async () => {
    const explain = { type: 'explain-finding', finding: 'fk.unindexed', object: 'orders' } as const;
    for (const request of [{ type: 'review-schema-again' } as const, explain]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await press(request, [pasted], { hasModel: true })).toBeNull();
    }
    expect(text).toBe('');
  });

  test('says so when the thread holds no schema', async () => {
    await press({ type: 'review-schema-again' }, [aMessage({ text: 'hello' })]);
    expect(text).toContain('I find no schema in this thread');
  });

  test('is as good as the words for it where no model answers, and other words are left', async () => {
    const alone = createSchemaAlone(desk());
    const dispatch = { agent: 'schema-reviewer', by: 'owner', confident: true, score: 0 } as const;
    const decided = { ...dispatch, margin: 0, evidence: 0, runnerUp: null, ranking: [], tookMs: 0 };
    const say = (words: string) =>
      alone(turn([pasted], aMessage({ ts: '1763789999.000900', text: words })), anAgent(), decided);
    expect(await say('please review it again')).not.toBeNull();
    expect(asked).toHaveLength(1);
    expect(await say('what if orders has 50M rows?')).toBeNull();
    expect((await say(`and this? ${ddl}`))?.usage).toEqual(noUsage);
    expect(asked).toHaveLength(2);
    text = '';
    expect(await say('explain fk.unindexed please')).not.toBeNull();
    expect(text).toContain('fk.unindexed');
    expect(asked).toHaveLength(3);
    expect(await say('why is orders.total a float?')).toBeNull();
    expect(asked).toHaveLength(3);
    text = '';
    expect(await say('why is orders.total a pk.missing?')).not.toBeNull();
    expect(text).toBe('The newest schema of this thread has no `pk.missing`.');
  });

  test('names what was brought beside a schema and is not looked at where no model answers', async () => {
    const alone = createSchemaAlone(desk());
    const dispatch = { agent: 'schema-reviewer', by: 'owner', confident: true, score: 0 } as const;
    const decided = { ...dispatch, margin: 0, evidence: 0, runnerUp: null, ranking: [], tookMs: 0 };
    const say = async (words: string, files = [aFile('old.sql')]) => {
      text = '';
      const now = aMessage({ ts: '1763789999.000900', text: words, files });
      const said = await alone(turn([], now), anAgent(), decided);
      expect(said?.text).toBe(text);
      return text;
    };
    const both = `\`\`\`\n${ddl}\n\`\`\`\nand\n\`\`\`python\nf(x)\n\`\`\``;
    expect(await say(both, [])).toMatch(
      /Not looked at by this review: a block of python\. Send it alone\._$/,
    );
    const spec = aFile('api.yaml');
    expect(await say('both?', [aFile('old.sql'), spec])).toContain('review: `api.yaml`. Send');
    expect(await say('fine?')).not.toContain('Not looked at');
  });
});

test.each([
  ['Review it again', 'review-schema-again'],
  ['can you re-review this', 'review-schema-again'],
  ['post the fix script please', 'schema-fix-script'],
  ['why again did you choose jsonb? I would check it', null],
  ['is the review fair?', null],
  ['Explain `fk.unindexed`', 'explain-finding'],
  ['why is orders.total col.float_money?', 'explain-finding'],
  ['please explain mig.lock_timeout', 'explain-finding'],
  ['why did parse.syntax_error come up?', 'explain-finding'],
  ['why users.email?', null],
  ['what does fk.unindexed cost us?', null],
])('"%s" asks for %s', (words, type) => {
  expect(requestInWords(words)?.type ?? null).toBe(type);
});
