import { afterEach, describe, expect, test } from '@jest/globals';
import { agentChoiceId, ANSWER_FEEDBACK, FEEDBACK_VALUES } from '../../../src/slack/callbacks.ts';
import { agentsNamed } from './support/agents.ts';
import { startIntake, type RunningIntake, type RunningOptions } from './support/running-intake.ts';
import { noUsage } from '../../../src/core/usage.ts';

let running: RunningIntake | undefined;

async function start(options: RunningOptions = {}): Promise<RunningIntake> {
  running = await startIntake({ agents: agentsNamed('schema-reviewer'), ...options });
  return running;
}

afterEach(async () => {
  await running?.intake.stop();
  running = undefined;
});

function press(actionId: string, value: string, user = 'U1') {
  return {
    type: 'block_actions',
    trigger_id: 'tr1',
    user: { id: user, team_id: 'T1' },
    channel: { id: 'C1', name: 'general' },
    message: { ts: '10.2', thread_ts: '10.1' },
    actions: [{ type: 'button', action_id: actionId, block_id: 'b1', value, action_ts: '11.0' }],
  };
}

const choice = press(agentChoiceId(0), 'schema-reviewer');
const marker = '1763780000.000001';

describe('asking another agent by its button', () => {
  test('asks in the thread, as the person who pressed, with the agent named', async () => {
    const { interaction, pending, slack } = await start();
    expect((await interaction(choice)).status).toBe(200);
    expect((await slack.called('chat.postMessage')).args).toMatchObject({
      channel: 'C1',
      thread_ts: '10.1',
      text: '<@U1> asked schema-reviewer.',
    });
    expect(await pending('C1', '10.1')).toMatchObject([
      { ts: marker, user: 'U1', agent: 'schema-reviewer', kind: 'mention' },
    ]);
  });

  test('an agent with a name that is markup pings nobody, and another company is remembered', async () => {
    const { interaction, pending, slack } = await start({ agents: agentsNamed('<!channel>') });
    const pressed = press(agentChoiceId(0), '<!channel>');
    await interaction({ ...pressed, user: { id: 'U9', team_id: 'T9' } });
    expect((await slack.called('chat.postMessage')).args).toMatchObject({
      text: '<@U9> asked &lt;!channel&gt;.',
    });
    expect(await pending('C1', '10.1')).toMatchObject([{ user: 'U9', userTeam: 'T9' }]);
  });

  test('asks once, however often one person presses, and once more for another person', async () => {
    const { interaction, pending, outcomes } = await start();
    await Promise.all([interaction(choice), interaction(choice)]);
    await interaction(choice);
    await interaction(press(agentChoiceId(0), 'schema-reviewer', 'U2'));
    expect(await pending('C1', '10.1')).toMatchObject([{ user: 'U1' }, { user: 'U2' }]);
    expect(outcomes.filter((outcome) => outcome === 'action duplicate')).toHaveLength(2);
  });

  test('says so when the agent is gone', async () => {
    const { interaction, slack, pending } = await start();
    await interaction(press(agentChoiceId(1), 'retired'));
    expect((await slack.called('chat.postEphemeral')).args).toMatchObject({
      user: 'U1',
      thread_ts: '10.1',
      text: 'This agent is not here any more.',
    });
    expect(await pending('C1', '10.1')).toEqual([]);
  });

  test('says so to the person when it could not be stored', async () => {
    const { interaction, slack } = await start({
      stores: (stores) => ({
        ...stores,
        inbox: { ...stores.inbox, accept: () => Promise.reject(new Error('gone')) },
      }),
    });
    expect((await interaction(choice)).status).toBe(200);
    const { args } = await slack.called('chat.postEphemeral');
    expect(args).toMatchObject({ text: expect.stringContaining('could not take') });
    expect(slack.calls.some(({ method }) => method === 'chat.postMessage')).toBe(false);
  });
});

describe('feedback', () => {
  const thumb = press(ANSWER_FEEDBACK, FEEDBACK_VALUES.negative);
  const thread = { team: 'T1', channel: 'C1', ts: '10.1' };

  test('is kept with the agent that answered, and thanked for', async () => {
    const { interaction, event, claim, slack, stores } = await start();
    await event({ type: 'app_mention', channel: 'C1', user: 'U1', ts: '10.1', text: '<@UBOT> hi' });
    const claimed = await claim('C1', '10.1');
    await stores.inbox.complete(claimed!, {
      messages: [{ role: 'agent', ts: '10.2', agent: 'api-designer', text: 'An answer.' }],
      owner: null,
      usage: noUsage,
    });
    expect((await interaction(thumb)).status).toBe(200);
    expect(await stores.conversations.feedback(thread)).toMatchObject([
      { answerTs: '10.2', user: 'U1', verdict: 'bad', agent: 'api-designer' },
    ]);
    expect((await slack.called('chat.postEphemeral')).args).toMatchObject({
      user: 'U1',
      thread_ts: '10.1',
      text: expect.stringContaining('Thank you'),
    });
  });

  test('is kept once a person, and the last word counts', async () => {
    const { interaction, stores } = await start();
    await interaction(thumb);
    await interaction(press(ANSWER_FEEDBACK, FEEDBACK_VALUES.positive));
    await interaction(press(ANSWER_FEEDBACK, FEEDBACK_VALUES.positive, 'U2'));
    const kept = await stores.conversations.feedback(thread);
    expect(kept.map(({ user, verdict }) => `${user} ${verdict}`)).toEqual(['U1 good', 'U2 good']);
  });

  test('is not acknowledged when it could not be kept', async () => {
    const { interaction } = await start({
      stores: (stores) => ({
        ...stores,
        conversations: {
          ...stores.conversations,
          saveFeedback: () => Promise.reject(new Error('gone')),
        },
      }),
    });
    expect((await interaction(thumb)).status).toBe(500);
  });
});

test('buttons and modals that are not ours are acknowledged and ignored', async () => {
  const { interaction, outcomes } = await start();
  await interaction(press('somebody_elses', 'x'));
  await interaction({ ...choice, actions: [{ action_id: 'no_value' }] });
  await interaction({
    type: 'view_submission',
    trigger_id: 'tr2',
    user: { id: 'U1' },
    view: { id: 'V1', callback_id: 'other', private_metadata: '', state: { values: {} } },
  });
  await interaction({ type: 'view_closed', view: {} });
  expect(outcomes).toEqual([
    'action ignored',
    'action unreadable',
    'submission ignored',
    'unknown unknown',
  ]);
});
