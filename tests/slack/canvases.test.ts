import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { silentLog } from '../../src/lib/log.ts';
import { createCanvases } from '../../src/slack/canvases.ts';
import { jumpingClock, systemClock } from '../support/clock.ts';
import { quiet } from '../support/slack.ts';

const thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };
const document = {
  title: 'Decision 7: <!here>',
  markdown: '# Yes\n\n<!channel> see https://evil.example/x',
};

const works = async () => ({ ok: true, canvas_id: 'F123' });
const never = () => new Promise<object>(() => {});

describe('a canvas', () => {
  const calls: { method: string; body: URLSearchParams }[] = [];
  const create = (answer: (method: string) => Promise<object>, workspaceUrl: string | null) => {
    calls.length = 0;
    const client = new WebClient('xoxb-1', {
      slackApiUrl: 'https://slack.test/api/',
      retryConfig: { retries: 0 },
      logger: quiet,
      fetch: async (url, init) => {
        const request = new Request(url, init);
        const method = new URL(request.url).pathname.replace('/api/', '');
        calls.push({ method, body: new URLSearchParams(await request.text()) });
        return Response.json(await answer(method));
      },
    });
    // Jumps over the wait only where nothing comes.
    const clock = answer === never ? jumpingClock({ automatic: true }).clock : systemClock;
    const canvases = createCanvases({ client, workspaceUrl, clock, log: silentLog });
    return canvases.create(document, thread);
  };
  test('is made readable for the channel, and harmless', async () => {
    const made = await create(works, 'https://acme.slack.com/');
    expect(made).toBe('https://acme.slack.com/docs/T1/F123');
    expect(calls.map(({ method }) => method)).toEqual(['canvases.create', 'canvases.access.set']);
    const content = String(calls[0]?.body.get('document_content'));
    expect(content).toContain('# Yes');
    expect(content).not.toContain('<!channel>');
    expect(String(calls[0]?.body.get('title'))).toMatch(/^Decision 7: (?!<!here>)/);
    expect(content).not.toMatch(/(?<!`)https:\/\/evil\.example/);
    expect(calls[1]?.body.get('channel_ids')).toContain('C1');
  });

  test.each([
    ['the plan has none', async () => ({ ok: false, error: 'canvas_disabled_user_team' })],
    ['the permission lacks', async () => ({ ok: false, error: 'missing_scope' })],
    ['Slack says something else', async () => ({ ok: true })],
    ['Slack takes long', never],
  ])('is none when %s', async (_when, answer) => {
    expect(await create(answer, 'https://acme.slack.com/')).toBeNull();
  });

  test('is none where nobody knows the address of the workspace', async () => {
    expect(await create(works, null)).toBeNull();
    expect(calls).toEqual([]);
  });
});
