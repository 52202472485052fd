import { afterEach, describe, expect, test } from '@jest/globals';
import {
  agentChoiceId,
  ASK_MODAL,
  REQUEST_MODAL,
  requestId,
} from '../../../src/slack/callbacks.ts';
import { anAgent } from '../../consultation/builders.ts';
import { fakeSlack } from './support/fake-slack.ts';
import {
  noAgents,
  startIntake,
  type RunningIntake,
  type RunningOptions,
} from './support/running-intake.ts';

const running: RunningIntake[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ intake }) => intake.stop()));
});

/** Two processes over one store, as Slack sees them. */
async function startTwo(options: Pick<RunningOptions, 'stores'> = {}) {
  const slack = fakeSlack();
  const root = { ts: '10.2', thread_ts: '10.1', user: 'U3', text: 'How?' };
  slack.answer('conversations.replies', () => ({ messages: [root] }));
  const reviewer = anAgent({ id: 'schema-reviewer' });
  const agents = { ...noAgents, get: () => reviewer };
  const one = await startIntake({ slack, agents, ...options });
  running.push(one);
  const other = await startIntake({ slack, agents, stores: () => one.stores });
  running.push(other);
  return { one, other, slack };
}

const person = { id: 'U1', team_id: 'T1' };

function pressed(action: string, value: string, at = '1763780000.000900') {
  return {
    type: 'block_actions',
    trigger_id: 'trigger.1',
    user: person,
    channel: { id: 'C1' },
    message: { ts: '10.2', thread_ts: '10.1' },
    actions: [{ type: 'button', action_id: action, value, action_ts: at }],
  };
}

function sent(form: string, metadata: object, values: object) {
  const view = { id: 'V7', callback_id: form, private_metadata: JSON.stringify(metadata) };
  const state = { values };
  return {
    type: 'view_submission',
    trigger_id: 'trigger.2',
    user: person,
    view: { ...view, state },
  };
}

const again = JSON.stringify({ type: 'review-schema-again' });
const ignore = { type: 'ignore-finding', finding: 'f', object: 'o', reason: '' };
const place = { channel: 'C1', threadTs: '10.1' };

const pressButton = (to: RunningIntake) => to.interaction(pressed(requestId(0), again));

const deliveries: readonly [string, (to: RunningIntake) => Promise<Response>][] = [
  ['button', pressButton],
  ['choice of an agent', (to) => to.interaction(pressed(agentChoiceId(0), 'schema-reviewer'))],
  [
    'form of a button',
    (to) => {
      const entered = { request: { text: { value: 'forty rows' } } };
      return to.interaction(sent(REQUEST_MODAL, { ...place, request: ignore }, entered));
    },
  ],
  [
    'form of the shortcut',
    (to) => to.interaction(sent(ASK_MODAL, { ...place, ts: '10.2' }, { question: {} })),
  ],
  [
    'reaction',
    (to) => {
      const item = { type: 'message', channel: 'C1', ts: '10.2' };
      const reaction = { type: 'reaction_added', reaction: 'memo', user: 'U1', item_user: 'UBOT' };
      return to.event({ ...reaction, item, event_ts: '1763780000.000900' });
    },
  ],
];

describe('what Slack delivers again, to another process', () => {
  test.each(deliveries)('%s: is one message and one marker', async (_, deliver) => {
    const { one, other, slack } = await startTwo();
    expect((await deliver(one)).status).toBe(200);
    await one.placed();
    expect((await deliver(other)).status).toBe(200);
    expect(await one.pending('C1', '10.1')).toHaveLength(1);
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
    expect(other.outcomes).toEqual([expect.stringContaining('taken')]);
  });

  test('is one message also where both were at it at once', async () => {
    const { one, other, slack } = await startTwo();
    await Promise.all([pressButton(one), pressButton(other)]);
    await other.placed();
    expect(await one.pending('C1', '10.1')).toHaveLength(1);
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  test('is another message where it is another press', async () => {
    const { one, other } = await startTwo();
    await pressButton(one);
    await other.interaction(pressed(requestId(0), again, '1763780009.000900'));
    await other.placed();
    expect(await one.pending('C1', '10.1')).toHaveLength(2);
  });
});
