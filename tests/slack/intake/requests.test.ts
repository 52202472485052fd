import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Evidence } from '../../../src/core/evidence.ts';
import type { ThreadRequest } from '../../../src/core/request.ts';
import { noUsage } from '../../../src/core/usage.ts';
import { EVIDENCE, REQUEST_MODAL, requestId } from '../../../src/slack/callbacks.ts';
import { startIntake, type RunningIntake, type RunningOptions } from './support/running-intake.ts';

let running: RunningIntake | undefined;

async function start(options: RunningOptions = {}): Promise<RunningIntake> {
  running = await startIntake(options);
  return running;
}

afterEach(async () => {
  await running?.intake.stop();
  running = undefined;
});

const opened = z.object({
  private_metadata: z.string().default(''),
  blocks: z.array(z.looseObject({ type: z.string() })),
});

let presses = 0;

function press(request: ThreadRequest | string, user = 'U1') {
  const value = typeof request === 'string' ? request : JSON.stringify(request);
  presses += 1;
  return {
    type: 'block_actions',
    trigger_id: `press.${presses}`,
    user: { id: user, team_id: 'T1' },
    channel: { id: 'C1', name: 'general' },
    message: { ts: '10.2', thread_ts: '10.1' },
    actions: [{ type: 'button', action_id: requestId(0), value }],
  };
}

function chosen(request: ThreadRequest) {
  const menu = { type: 'static_select', action_id: requestId(4) };
  const selected_option = { value: JSON.stringify(request) };
  return { ...press(request), actions: [{ ...menu, selected_option }] };
}

const again: ThreadRequest = { type: 'review-schema-again' };
const explain: ThreadRequest = {
  type: 'explain-finding',
  finding: 'fk-missing-index',
  object: 'public.<!channel>',
};
const ignore: ThreadRequest = {
  type: 'ignore-finding',
  finding: 'fk-missing-index',
  object: 'public.orders(customer_id)',
  reason: '',
};

describe('a request by a button', () => {
  test('becomes a message of the presser in the thread, with the request in it', async () => {
    const { interaction, pending, slack } = await start();
    expect((await interaction(press(again))).status).toBe(200);
    expect((await slack.called('chat.postMessage')).args).toMatchObject({
      thread_ts: '10.1',
      text: '<@U1> asked to review the schema again.',
    });
    expect(await pending('C1', '10.1')).toMatchObject([
      { user: 'U1', kind: 'mention', request: again, text: expect.stringContaining('Review') },
    ]);
  });

  test('comes from a menu as well, and pings nobody whatever an object is called', async () => {
    const { interaction, pending, slack } = await start();
    await interaction(chosen(explain));
    expect((await slack.called('chat.postMessage')).args).toMatchObject({
      text: '<@U1> asked to explain fk-missing-index on public.&lt;!channel&gt;.',
    });
    expect(await pending('C1', '10.1')).toMatchObject([{ request: explain }]);
  });

  test('counts once when it is pressed twice, or delivered twice', async () => {
    const { interaction, pending, outcomes } = await start();
    const pressed = press(again);
    await Promise.all([interaction(pressed), interaction(pressed), interaction(press(again))]);
    expect(await pending('C1', '10.1')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'action duplicate')).toHaveLength(2);
  });

  test('counts for each who presses', async () => {
    const { interaction, pending } = await start();
    await interaction(press(again));
    await interaction(press(again, 'U2'));
    expect(await pending('C1', '10.1')).toMatchObject([{ user: 'U1' }, { user: 'U2' }]);
  });

  test('of another version of the bot is answered with a sentence', async () => {
    const { interaction, slack, pending } = await start();
    await interaction(press('{"type":"from-the-future"}'));
    expect((await slack.called('chat.postEphemeral')).args).toMatchObject({
      user: 'U1',
      thread_ts: '10.1',
      text: expect.stringContaining('another version'),
    });
    expect(await pending('C1', '10.1')).toEqual([]);
  });
});

async function openForm() {
  const started = await start();
  await started.interaction(press(ignore));
  const { args } = await started.slack.called('views.open');
  return { ...started, view: opened.parse(args['view']) };
}

function submission(view: { private_metadata: string }, text: string) {
  presses += 1;
  return {
    type: 'view_submission',
    trigger_id: `submit.${presses}`,
    user: { id: 'U2', team_id: 'T1' },
    view: {
      id: 'V1',
      callback_id: REQUEST_MODAL,
      private_metadata: view.private_metadata,
      state: { values: { request: { text: { value: text } } } },
    },
  };
}

describe('a request that lacks something', () => {
  test('opens a form, and goes the same way when that is sent', async () => {
    const { view, interaction, pending, slack } = await openForm();
    expect(await pending('C1', '10.1')).toEqual([]);
    await interaction(submission(view, 'forty rows,\nfor ever'));
    const { args } = await slack.called('chat.postMessage');
    expect(JSON.stringify(args['blocks'])).toContain('forty rows, for ever');
    expect(await pending('C1', '10.1')).toMatchObject([
      {
        user: 'U2',
        request: { ...ignore, reason: 'forty rows, for ever' },
        text: expect.stringContaining(
          '\n-- schema-review: ignore fk-missing-index public.orders(customer_id) forty rows, for ever',
        ),
      },
    ]);
  });

  test('stays in the form as long as it lacks it', async () => {
    const { view, interaction, pending } = await openForm();
    const answer = await interaction(submission(view, '  '));
    expect(await answer.json()).toMatchObject({ response_action: 'errors' });
    expect(await pending('C1', '10.1')).toEqual([]);
  });
});

const pressEvidence = () => ({
  ...press(again),
  actions: [{ type: 'button', action_id: EVIDENCE, value: EVIDENCE }],
});

describe('evidence', () => {
  const evidence: readonly Evidence[] = [
    {
      subject: 'DDL',
      by: 'review_schema',
      verdict: 'passed',
      summary: '2 statements executed',
      details: '## Fixes\n```sql\ncreate index on t (a); -- <!channel>\n```\nDone in `1 ms`.',
    },
    {
      subject: '40,000 requests/s',
      by: 'numbers',
      verdict: 'unverified',
      summary: 'not computed by a tool',
      details: 'x'.repeat(9_000),
    },
  ];

  test('opens as it was stored with the answer, as text that cannot ping', async () => {
    const { interaction, slack, stores } = await start();
    const thread = { team: 'T1', channel: 'C1', ts: '10.1' };
    const receipt = { receivedAt: 0, traceId: 't' };
    const question = { thread, ts: '10.1', user: 'U1', text: '?', files: [] };
    await stores.inbox.accept({ ...question, kind: 'mention', ...receipt });
    const claim = await stores.inbox.claim(thread);
    await stores.inbox.complete(claim!, {
      messages: [{ role: 'agent', ts: '10.2', agent: null, text: 'Yes.', evidence }],
      owner: null,
      usage: noUsage,
    });
    await interaction(pressEvidence());
    const view = opened.parse((await slack.called('views.open')).args['view']);
    const shown = JSON.stringify(view.blocks);
    expect(shown).toContain('2 statements executed');
    expect(shown).toContain('⚠ not verified');
    expect(view.blocks.map(({ type }) => type)).not.toContain('section');
    expect(view.blocks[1]?.['elements']).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Fixes', style: { bold: true } },
          { type: 'text', text: '\n' },
        ],
      },
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: 'create index on t (a); -- <!channel>' }],
      },
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Done in ' },
          { type: 'text', text: '1 ms', style: { code: true } },
          { type: 'text', text: '.\n' },
        ],
      },
    ]);
    expect(shown.length).toBeLessThan(5_000);
  });

  test('that is gone says so', async () => {
    const { interaction, slack, outcomes } = await start();
    await interaction(pressEvidence());
    const { args } = await slack.called('views.open');
    expect(JSON.stringify(args['view'])).toContain('not stored any more');
    expect(outcomes).toContain('action gone');
  });
});
