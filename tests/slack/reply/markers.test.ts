import { describe, expect, test } from '@jest/globals';
import { waitingRoom, type Marker, type Unplaced } from '../../../src/core/marker.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { createSlackClients } from '../../../src/slack/clients.ts';
import { createMarkers } from '../../../src/slack/reply/markers.ts';
import { systemClock } from '../../support/clock.ts';
import { fakeSlack } from '../intake/support/fake-slack.ts';

const room = waitingRoom({ team: 'T1', channel: 'C1' }, 'command:1');

function asked(marker: Partial<Marker> = {}): Unplaced {
  return {
    thread: room,
    ts: room.ts,
    kind: 'mention',
    user: 'U1',
    text: '',
    files: [],
    marker: { did: 'asked <b>.', ...marker },
    receivedAt: 1_763_780_000_000,
    traceId: 't',
  };
}

function start(sent: { url: string; body: string }[] = []) {
  const slack = fakeSlack();
  const clients = createSlackClients({
    token: 'xoxb-1',
    apiUrl: 'https://slack.test/api/',
    log: silentLog,
    fetch: async (url, init) => {
      if (String(url).includes('/api/')) return slack.fetch(url, init);
      sent.push({ url: String(url), body: typeof init?.body === 'string' ? init.body : '' });
      return new Response('ok');
    },
  });
  const markers = createMarkers({ clients, botUserId: 'UBOT', clock: systemClock, log: silentLog });
  return { slack, markers, methods: () => slack.calls.map(({ method }) => method) };
}

const lease = { signal: new AbortController().signal, valid: () => true };
const first = { lease, retried: false };
const again = { lease, retried: true };
const standing = {
  ts: '20.1',
  user: 'UBOT',
  metadata: { event_type: 'architect_marker', event_payload: { question: room.ts } },
};

describe('posting a marker', () => {
  test('says who did what, and pings nobody else', async () => {
    const { slack, markers } = start();
    const posted = await markers.post(asked({ threadTs: '10.1' }), first);
    expect(posted).toEqual({ ts: '1763780000.000001' });
    expect(slack.calls[0]?.args).toMatchObject({
      channel: 'C1',
      thread_ts: '10.1',
      text: '<@U1> asked &lt;b&gt;.',
    });
  });

  test.each([
    ['conversations.history', {}],
    ['conversations.replies', { threadTs: '10.1' }],
  ])('that may stand already looks for it first (%s)', async (method, marker) => {
    const { slack, markers, methods } = start();
    const foreign = { ...standing, ts: '19.9', user: 'U2' };
    slack.answer(method, () => ({ messages: [foreign, standing] }));
    expect(await markers.post(asked(marker), again)).toEqual({ ts: '20.1' });
    expect(methods()).toEqual([method]);
  });

  test('posts where none is found, also where it may not look', async () => {
    const { slack, markers, methods } = start();
    slack.answer('conversations.history', () => ({ ok: false, error: 'missing_scope' }));
    await markers.post(asked(), again);
    expect(methods()).toEqual(['conversations.history', 'chat.postMessage']);
  });

  test('rejects when nobody knows whether it stands', async () => {
    const { slack, markers } = start();
    slack.answer('chat.postMessage', () => new Response('', { status: 502 }));
    await expect(markers.post(asked(), first)).rejects.toThrow('may not stand');
  });

  test.each([
    ['not_in_channel', '/invite'],
    ['restricted_action', '/invite'],
    ['msg_too_long', 'did not take my message'],
  ])('ends with a sentence where Slack says %s', async (error, sentence) => {
    const { slack, markers } = start();
    slack.answer('chat.postMessage', () => ({ ok: false, error }));
    const posted = await markers.post(asked(), first);
    expect(posted).toEqual({ refused: expect.stringContaining(sentence) });
  });

  test('does not post for a worker whose lease ran out', async () => {
    const { markers, methods } = start();
    const lost = { lease: { ...lease, valid: () => false }, retried: false };
    await expect(markers.post(asked(), lost)).rejects.toThrow('may not post');
    expect(methods()).toEqual([]);
  });
});

describe('a word to one person', () => {
  test('goes where the command may be answered', async () => {
    const sent: { url: string; body: string }[] = [];
    const { markers, methods } = start(sent);
    await markers.tell(asked({ responseUrl: 'https://hooks.slack.com/commands/1' }), 'Invite me.');
    expect(sent).toEqual([
      {
        url: 'https://hooks.slack.com/commands/1',
        body: JSON.stringify({
          response_type: 'ephemeral',
          replace_original: false,
          text: 'Invite me.',
        }),
      },
    ]);
    expect(methods()).toEqual([]);
  });

  test.each(['https://evil.test/1', 'http://hooks.slack.com/1', 'no address'])(
    'does not follow %s, and is whispered in the channel',
    async (responseUrl) => {
      const sent: { url: string; body: string }[] = [];
      const { slack, markers } = start(sent);
      await markers.tell(asked({ responseUrl, threadTs: '10.1' }), 'Invite me.');
      expect(sent).toEqual([]);
      expect(slack.calls).toMatchObject([
        {
          method: 'chat.postEphemeral',
          args: { channel: 'C1', user: 'U1', thread_ts: '10.1', text: 'Invite me.' },
        },
      ]);
    },
  );

  test('reaches the person in their own conversation where the bot is not in the channel', async () => {
    const { slack, markers } = start();
    slack.answer('chat.postEphemeral', () => ({ ok: false, error: 'not_in_channel' }));
    await markers.tell(asked(), 'Invite me.');
    expect(slack.calls.at(-1)).toMatchObject({ args: { channel: 'U1', text: 'Invite me.' } });
  });

  test('that nobody takes fails quietly', async () => {
    const { slack, markers } = start();
    for (const method of ['chat.postEphemeral', 'chat.postMessage']) {
      slack.answer(method, () => ({ ok: false, error: 'not_in_channel' }));
    }
    await expect(markers.tell(asked(), 'Invite me.')).resolves.toBeUndefined();
  });
});
