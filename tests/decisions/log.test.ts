import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Conversation, ConversationMessage } from '../../src/core/conversation.ts';
import type { DecisionSummary } from '../../src/core/decision.ts';
import type { Reminder } from '../../src/core/reminder.ts';
import type { Stores } from '../../src/core/stores.ts';
import { changeDecision, tellToRevisit } from '../../src/decisions/change.ts';
import { exportDecisions, importDecisions } from '../../src/decisions/files.ts';
import { saveAnswer } from '../../src/decisions/keep.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import { aConversation, aFile, filesOf } from '../consultation/builders.ts';
import { draft } from '../contracts/decisions.ts';
import { jumpingClock } from '../support/clock.ts';
import { createTame } from '../../src/slack/text/tame.ts';
import { aRecommendation } from './samples.ts';

const thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };
const [questionTs, answerTs] = ['1763780000.000100', '1763780009.000100'];
const { clock } = jumpingClock();

function talk(
  over: Partial<Extract<ConversationMessage, { role: 'agent' }>> = {},
  question = 'How do we stop losing order events? We use Kafka.',
): Conversation {
  return aConversation({
    messages: [
      { role: 'person', ts: questionTs, user: 'U1', text: question, files: [] },
      { role: 'agent', ts: answerTs, agent: 'architect', text: '## An outbox.\n\nYes.', ...over },
    ],
  });
}

const refuse = async () => ({ outcome: 'unreadable', number: 7 }) as const;

describe('the decision log', () => {
  let stores: Stores;
  let scheduled: Map<number, Reminder>;
  let canvas: string | null;

  beforeEach(() => {
    stores = createMemory({ ttlMs: 60_000, concurrency: 1, clock, log: silentLog });
    scheduled = new Map();
    canvas = null;
  });

  const deps = () => ({
    decisions: stores.decisions,
    reminders: {
      schedule: async (reminder: Reminder) => void scheduled.set(reminder.decision, reminder),
      cancel: async (_team: string, decision: number) => void scheduled.delete(decision),
    },
    canvases: { create: async () => canvas },
    tame: createTame(['wiki.example.com']),
    permalink: () => 'https://acme.slack.com/archives/C1/p1763780009000100',
    clock,
  });
  const save = (conversation: Conversation, at = answerTs) =>
    saveAnswer({ thread, at, user: 'U2', conversation }, deps());

  test('keeps an answer with its structure, accepted, and posts it as a file', async () => {
    const told = await save(talk({ recommendation: aRecommendation() }));
    expect(told.text).toContain('Saved: **Decision 1**');
    expect(told.artifacts).toMatchObject([
      { name: 'adr-0001-publish-order-events-through-an-outbox.md' },
    ]);
    expect(told.artifacts?.[0]?.content).toContain('source: "https://acme.slack.com/archives/C1/');
    expect(await stores.decisions.get('T1', 1)).toMatchObject({
      status: 'accepted',
      date: '2026-11-22',
      agent: 'architect',
      savedBy: 'U2',
      revisit: { when: 'more than 5,000 events/s', by: '2027-06-01' },
    });
  });

  test.each(['text', 'structure'])(
    'keeps of a model’s links those that people or the operator approved, in a record from its %s',
    async (kind) => {
      const words =
        'See [the wiki](https://wiki.example.com/a), https://paper.example/kafka, [a gift](https://evil.example/?q=1), ![](https://evil.example/p.png) and https://evil.example/b. <!channel>';
      const over =
        kind === 'text'
          ? { text: words }
          : {
              recommendation: {
                ...aRecommendation(),
                context: words,
                title: 'An [x](https://evil.example) log',
                revisit: { when: words },
              },
            };
      const question = 'Is https://paper.example/kafka right about losing order events?';
      const told = await save(talk(over, question));
      const [file] = told.artifacts ?? [];
      expect(file?.content).toContain('[the wiki](https://wiki.example.com/a)');
      expect(file?.content).toContain(', https://paper.example/kafka,');
      expect(file?.content).toContain('a gift (`https://evil.example/?q=1`)');
      expect(String(file?.content).replace(/`[^`]*`/g, '')).not.toContain('evil.example');
      expect(file?.content).not.toContain('<!channel>');
      expect((await stores.decisions.get('T1', 1))?.body).toContain('`https://evil.example/b`');
    },
  );

  test('makes a canvas of it once, where the plan allows', async () => {
    canvas = 'https://acme.slack.com/docs/T1/F1';
    expect((await save(talk())).text).toContain('[canvas](https://acme.slack.com/docs/T1/F1)');
    expect((await save(talk())).text).not.toContain('canvas');
  });

  test('keeps an answer in words as a proposal, titled by its question', async () => {
    const told = await save(talk());
    expect(told.actions).toMatchObject([{ label: 'Accept' }]);
    expect(await stores.decisions.get('T1', 1)).toMatchObject({
      title: 'How do we stop losing order events?',
      status: 'proposed',
      recommendation: null,
      body: expect.stringContaining('## Decision Outcome\n\n#### An outbox.'),
    });
  });

  test('saves an answer once, whether its question, its last message or one before it is pointed to', async () => {
    const conversation = talk({ recommendation: aRecommendation() });
    await save(conversation, questionTs);
    await save(conversation, '1763780008.000100');
    const told = await save(conversation, answerTs);
    expect(told.text).toContain('Updated: **Decision 1**');
    expect(await stores.decisions.list('T1')).toHaveLength(1);
  });

  test('saves the answer whose file is pointed to, not the next one', async () => {
    const later = talk({ recommendation: aRecommendation() });
    const messages: ConversationMessage[] = [
      ...later.messages,
      { role: 'person', ts: '1763780020.000100', user: 'U1', text: 'And the cache?', files: [] },
      { role: 'agent', ts: '1763780030.000100', agent: 'architect', text: 'Later.' },
    ];
    const fileTs = '1763780010.000100';
    expect((await save({ ...later, messages }, fileTs)).text).toContain('Publish order events');
    expect((await save(later, fileTs)).text).toContain('Updated: **Decision 1**');
  });

  test('says so when the answer is forgotten', async () => {
    expect((await save(aConversation())).text).toContain('do not remember');
    expect(await stores.decisions.list('T1')).toEqual([]);
  });

  test('asks again on the day that the decision names, unless it is out of force by then', async () => {
    await save(talk({ recommendation: aRecommendation() }));
    expect(scheduled.get(1)).toMatchObject({ thread, at: Date.UTC(2027, 5, 1, 9), user: 'U2' });
    await changeDecision('T1', 1, { status: 'rejected' }, deps());
    expect(scheduled.size).toBe(0);
    expect((await tellToRevisit('T1', 1, deps())).text).toContain('nothing to do');
    await changeDecision('T1', 1, { status: 'accepted' }, deps());
    expect(scheduled.size).toBe(1);
    const told = await tellToRevisit('T1', 1, deps());
    expect(told.text).toContain('> more than 5,000 events/s');
  });

  test('does not ask again about a day that is over', async () => {
    const revisit = { when: 'soon', by: '2026-01-01' };
    await save(talk({ recommendation: aRecommendation({ revisit }) }));
    expect(scheduled.size).toBe(0);
  });

  test('tells both records when one takes the place of another, and what it cannot do', async () => {
    await stores.decisions.save('T1', 'a', draft({ title: 'Old' }));
    await stores.decisions.save('T1', 'b', draft({ title: 'New' }));
    const told = await changeDecision('T1', 2, { supersede: 1 }, deps());
    expect(told.text).toContain('**Decision 2** “New” is accepted now and takes the place of');
    expect(told.artifacts?.map(({ name }) => name)).toEqual(['adr-0002-new.md', 'adr-0001-old.md']);
    expect((await changeDecision('T1', 1, { supersede: 2 }, deps())).text).toContain('itself');
    const unknown = await changeDecision('T1', 9, { status: 'accepted' }, deps());
    expect(unknown.text).toContain('no decision 9');
  });

  describe.each([
    ['a few, as files', 3, 3],
    ['many, as one file', 25, 1],
  ])('exports %s', (_how, count, files) => {
    test('and imports them into an empty log as they were', async () => {
      for (let n = 1; n <= count; n += 1) {
        await stores.decisions.save('T1', `${n}`, draft({ title: `Decision no ${n}` }));
      }
      await stores.decisions.change('T1', 3, { supersede: 1 });
      const { artifacts = [] } = await exportDecisions('T1', deps());
      expect(artifacts).toHaveLength(files);

      const contents = Object.fromEntries(artifacts.map((a) => [a.name, String(a.content)]));
      const wish = {
        team: 'T2',
        user: 'U3',
        files: Object.keys(contents).map((name) => aFile(name)),
        signal: new AbortController().signal,
      };
      const told = await importDecisions(wish, { ...deps(), files: filesOf(contents) });
      expect(told.text).toContain(`${count} decisions imported.`);
      const again = await importDecisions(wish, { ...deps(), files: filesOf(contents) });
      expect(again.text).toContain('(updated)');

      expect(withoutSource(await stores.decisions.list('T2'))).toEqual(
        withoutSource(await stores.decisions.list('T1')),
      );
      expect(await stores.decisions.get('T2', 3)).toMatchObject({ supersedes: [1] });
    });
  });

  test('ties what an import that died had left untied, and unties nothing of what people tied since', async () => {
    const contents = { '1.md': adrOf(1, 'superseded by ADR-0002'), '2.md': adrOf(2, 'accepted') };
    const wish = {
      team: 'T1',
      user: 'U1',
      files: Object.keys(contents).map((name) => aFile(name)),
      signal: new AbortController().signal,
    };
    const dying = {
      ...stores.decisions,
      change: () => Promise.reject(new Error('the process died')),
    };
    const files = filesOf(contents);
    await expect(importDecisions(wish, { ...deps(), decisions: dying, files })).rejects.toThrow(
      'died',
    );
    await importDecisions({ ...wish, retried: true }, { ...deps(), files });
    expect(await stores.decisions.get('T1', 1)).toMatchObject({ supersededBy: 2 });

    await stores.decisions.change('T1', 1, { status: 'accepted' });
    await importDecisions(wish, { ...deps(), files });
    expect(await stores.decisions.get('T1', 1)).toMatchObject({ supersededBy: null });
  });

  test('says of a record that it cannot read that nothing was written over it', async () => {
    const unreadable = { ...deps(), decisions: { ...stores.decisions, save: refuse } };
    const wish = { thread, at: answerTs, user: 'U2', conversation: talk() };
    const told = await saveAnswer(wish, unreadable);
    expect(told.text).toMatch(/^Decision 7 .*cannot read.*nothing over it/);
    expect(told.artifacts).toBeUndefined();
    expect(scheduled.size).toBe(0);
    const files = filesOf({ 'b.md': '# A record\n\nYes.' });
    const { signal } = new AbortController();
    const imported = await importDecisions(
      { team: 'T1', user: 'U1', files: [aFile('b.md')], signal },
      { ...unreadable, files },
    );
    expect(imported.text).toMatch(/^0 decisions imported\.\n- `b\.md`: Decision 7 .*cannot read/);
  });

  test('names the files that hold no record', async () => {
    const files = filesOf({ 'a.md': 'no title', 'b.md': '# A record\n\nYes.' });
    const told = await importDecisions(
      {
        team: 'T1',
        user: 'U1',
        files: ['a.md', 'b.md', 'c.md'].map((name) => aFile(name)),
        signal: new AbortController().signal,
      },
      { ...deps(), files },
    );
    expect(told.text).toContain('1 decision imported.');
    expect(told.text).toContain('`a.md`: no decision record');
    expect(told.text).toContain('`c.md`: it is gone');
  });
});

function adrOf(number: number, status: string): string {
  return `---\nstatus: "${status}"\nnumber: ${number}\n---\n\n# Record ${number}\n`;
}

function withoutSource(list: readonly DecisionSummary[]) {
  return list.map((summary) => ({ ...summary, source: null }));
}
