import { afterEach, expect, test } from '@jest/globals';
import { createLocalSlack, type LocalSlack } from '../../../src/playground/slack/local-slack.ts';
import { createSlackClients } from '../../../src/slack/clients.ts';
import { onHomeOpened } from '../../../src/slack/intake/home.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { agentsNamed, manyAgents } from './support/agents.ts';

let slack: LocalSlack | undefined;

afterEach(async () => {
  await slack?.close();
  slack = undefined;
});

async function open(
  tab: 'home' | 'messages',
  ids: readonly string[],
  status: readonly string[] = [],
) {
  slack = await createLocalSlack();
  const { delivery } = createSlackClients({
    token: slack.settings.botToken,
    apiUrl: slack.apiUrl,
    log: silentLog,
  });
  const ada = slack.person('ada');
  const event = { type: 'app_home_opened', user: ada.id, channel: ada.direct.id, tab };
  const handled = onHomeOpened(event, {
    delivery,
    agents: () => agentsNamed(...ids).list(),
    status: () => status,
  });
  await handled.afterwards?.();
  return slack;
}

test('the Home tab says how to ask, who answers and what is amiss', async () => {
  const local = await open('home', ['api-designer'], ['No model key is configured.']);
  const [home] = local.views();
  expect(home?.kind).toBe('home');
  const shown = JSON.stringify(home?.blocks);
  expect(shown).toContain('/schema-review');
  expect(shown).toContain('api-designer');
  expect(shown).toContain(' Knows api-designer.');
  expect(shown).not.toContain('And more.');
  expect(shown).toContain('No model key is configured.');
});

test.each([0, 200])('the Home tab stands with %s agents', async (count) => {
  const local = await open('home', manyAgents(count));
  expect(local.views()).toHaveLength(1);
});

test('the messages tab offers first questions, without a thread', async () => {
  const local = await open('messages', []);
  const [call] = local.calls('assistant.threads.setSuggestedPrompts');
  expect(call?.status).toBe(200);
  expect(call?.args).not.toHaveProperty('thread_ts');
  expect(JSON.parse(String(call?.args['prompts']))).toHaveLength(4);
});

test('other tabs are left alone', async () => {
  const handled = onHomeOpened(
    { type: 'app_home_opened', user: 'U1', tab: 'about' },
    {
      delivery: createSlackClients({
        token: 'xoxb-1',
        apiUrl: 'https://slack.test/api/',
        log: silentLog,
      }).delivery,
      agents: () => [],
      status: () => [],
    },
  );
  expect(handled).toEqual({ outcome: 'ignored' });
});
