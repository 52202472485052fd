import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { refusal, refusalData, webClient } from '../support/slack.ts';

let slack: LocalSlack;
let client: WebClient;
let question: MessageData;
let at: { channel_id: string; thread_ts: string };

beforeEach(async () => {
  slack = await createLocalSlack();
  client = webClient(slack);
  question = slack.person('ada').say('general', 'why?');
  at = { channel_id: question.channel, thread_ts: question.ts };
});

afterEach(() => slack.close());

function prompts(many: number) {
  return Array.from({ length: many }, (_, i) => ({ title: `${i}`, message: 'm' })) as [
    { title: string; message: string },
  ];
}

describe('agent sessions', () => {
  it('has a status and a title that is given once and renamed after', async () => {
    await client.agents.sessions.setStatus({ ...at, status: 'processing', title: 'First' });
    await client.agents.sessions.setStatus({ ...at, status: 'active', title: 'Second' });
    expect(slack.session('general', question.ts)).toMatchObject({
      status: 'active',
      title: 'First',
    });
    await client.agents.sessions.rename({ ...at, title: 'Third' });
    expect(slack.session('general', question.ts)?.title).toBe('Third');
  });

  it('takes no free text as a status', async () => {
    const data = await refusalData(client.agents.sessions.setStatus({ ...at, status: 'thinking' }));
    expect(data.error).toBe('invalid_arguments');
    expect(data.response_metadata?.messages?.[0]).toContain('/status');
  });

  it('needs a thread', async () => {
    const call = client.agents.sessions.setStatus({
      channel_id: question.channel,
      status: 'active',
    });
    expect(await refusal(call)).toBe('thread_ts_required');
  });

  it('is refused by a workspace without them', async () => {
    slack.configure({ sessions: 'refused' });
    const call = client.agents.sessions.setStatus({ ...at, status: 'processing' });
    expect(await refusal(call)).toBe('feature_disabled');
  });

  it('warns an app that does not listen for Stop', async () => {
    slack.configure({ subscriptions: [] });
    const { warning } = await client.agents.sessions.setStatus({ ...at, status: 'processing' });
    expect(warning).toBe('missing_agent_session_stopped_event_subscription');
  });
});

describe('the older status line', () => {
  it('ends with the next message of the bot', async () => {
    await client.assistant.threads.setStatus({ ...at, status: 'is thinking…' });
    expect(slack.session('general', question.ts)?.line).toBe('is thinking…');
    await client.chat.postMessage({
      channel: question.channel,
      thread_ts: question.ts,
      text: 'done',
    });
    expect(slack.session('general', question.ts)?.line).toBe('');
  });

  it('shares its place with the session: the last writer wins', async () => {
    await client.assistant.threads.setStatus({ ...at, status: 'is thinking…' });
    await client.agents.sessions.setStatus({ ...at, status: 'processing' });
    expect(slack.session('general', question.ts)?.line).toBe('');
  });

  it('takes four suggested prompts and not five', async () => {
    const channel_id = slack.person('ada').direct.id;
    await client.assistant.threads.setSuggestedPrompts({ channel_id, prompts: prompts(4) });
    expect(slack.snapshot().prompts).toMatchObject([{ channel: channel_id }]);
    const five = client.assistant.threads.setSuggestedPrompts({ channel_id, prompts: prompts(5) });
    expect(await refusal(five)).toBe('invalid_arguments');
  });
});
