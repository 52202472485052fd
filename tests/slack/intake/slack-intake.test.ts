import { afterEach, describe, expect, test } from '@jest/globals';
import { silentLog, type LogFields } from '../../../src/lib/log.ts';
import { jumpingClock, systemClock } from '../../support/clock.ts';
import { fakeSlack } from './support/fake-slack.ts';
import {
  gate,
  overheard,
  sign,
  startIntake,
  type RunningIntake,
  type RunningOptions,
} from './support/running-intake.ts';

let running: RunningIntake | undefined;

async function start(options?: RunningOptions): Promise<RunningIntake> {
  running = await startIntake(options);
  return running;
}

afterEach(async () => {
  await running?.intake.stop();
  running = undefined;
});

const mention = { type: 'app_mention', channel: 'C1', user: 'U1', ts: '10.1', text: '<@UBOT> hi' };
const twin = { ...mention, type: 'message', channel_type: 'channel' };

describe('store first, acknowledge second', () => {
  test('acknowledges a mention once it is stored, and rings', async () => {
    const { event, pending, stores } = await start({ stores: overheard });
    expect((await event(mention)).status).toBe(200);
    expect(await pending('C1', '10.1')).toMatchObject([
      { text: 'hi', kind: 'mention', user: 'U1' },
    ]);
    expect(await stores.wakeups.depth()).toBe(1);
  });

  test('acknowledges a command once it is stored, however slow Slack is to take its marker', async () => {
    const slack = fakeSlack();
    const slow = gate();
    slack.answer('chat.postMessage', async () => {
      await slow.opened;
      return Response.json({ ok: true, ts: '20.1' });
    });
    const { command, pending, outcomes } = await start({ slack });
    const fields = { command: '/schema-review', text: 'create table t (id int)' };
    const who = { user_id: 'U1', channel_id: 'C1', team_id: 'T1', trigger_id: 't1' };
    const told = await command({ ...fields, ...who });
    expect([told.status, await told.text()]).toEqual([200, '']);
    expect(outcomes).toEqual(['command stored']);
    slow.open();
    expect(await pending('C1', '20.1')).toMatchObject([{ text: 'create table t (id int)' }]);
  });

  test('says that it cannot look something up where the store is slow, before Slack gives up', async () => {
    const asked = gate();
    const time = jumpingClock();
    const { command } = await start({
      clock: time.clock,
      stores: (stores) => ({
        ...stores,
        decisions: {
          ...stores.decisions,
          get: () => {
            asked.open();
            return new Promise(() => {});
          },
        },
      }),
    });
    const who = { user_id: 'U1', channel_id: 'C1', team_id: 'T1', trigger_id: 't1' };
    const told = command({ command: '/architect', text: 'decision 7', ...who });
    await asked.opened;
    await time.advance(2_000);
    expect(await (await told).json()).toMatchObject({ text: expect.stringContaining('just now') });
  });

  test('does not acknowledge what it could not store', async () => {
    const { event, outcomes } = await start({
      stores: (stores) => ({
        ...stores,
        inbox: { ...stores.inbox, accept: () => Promise.reject(new Error('the store is gone')) },
      }),
    });
    expect((await event(mention)).status).toBe(500);
    expect(outcomes).toEqual(['app_mention failed']);
  });

  test('does not acknowledge when nobody could be woken', async () => {
    const { event } = await start({
      stores: (stores) => {
        const broken = overheard(stores);
        broken.wakeups.ring = () => Promise.reject(new Error('the queue is gone'));
        return broken;
      },
    });
    expect((await event(mention)).status).toBe(500);
  });

  test('takes the mention and its twin as one question', async () => {
    const { event, pending, outcomes } = await start();
    await Promise.all([event(mention), event(twin)]);
    expect(await pending('C1', '10.1')).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.split(' ')[1]))).toEqual(
      new Set(['stored', 'duplicate']),
    );
  });

  test('rings once for a mention and the twin that comes a moment later', async () => {
    const stores: { rung?: readonly string[] } = {};
    const { event } = await start({ stores: (memory) => Object.assign(stores, overheard(memory)) });
    await event(mention);
    await event(twin);
    expect(stores.rung).toHaveLength(1);
    await event({ ...twin, ts: '10.2', thread_ts: '10.1', text: 'and now?' });
    expect(stores.rung).toHaveLength(2);
  });

  test('rings for the twin when the mention could not', async () => {
    let fails = true;
    const { event, outcomes } = await start({
      stores: (memory) => {
        const stores = overheard(memory);
        const { wakeups } = memory;
        stores.wakeups.ring = (thread) =>
          fails ? Promise.reject(new Error('the queue is gone')) : wakeups.ring(thread);
        return stores;
      },
    });
    expect((await event(mention)).status).toBe(500);
    fails = false;
    expect((await event(twin)).status).toBe(200);
    expect(outcomes).toEqual(['app_mention failed', 'message duplicate']);
  });

  test('starts a running answer over when the twin brings the files', async () => {
    const stores: { told?: readonly string[] } = {};
    const { event, claim } = await start({
      stores: (memory) => Object.assign(stores, overheard(memory)),
    });
    await event(mention);
    await claim('C1', '10.1');
    await event({ ...twin, files: [{ id: 'F1', name: 'a.sql' }] });
    expect(stores.told).toEqual(['amended']);
  });

  test('leaves alone threads that it takes no part in, and does not ring', async () => {
    let rung: readonly string[] = [];
    const { event, outcomes } = await start({
      stores: (memory) => {
        const stores = overheard(memory);
        rung = stores.rung;
        return stores;
      },
    });
    await event({ ...twin, text: 'hello all', thread_ts: '9.0' });
    expect(outcomes).toEqual(['message not-ours']);
    expect(rung).toEqual([]);
  });

  test('answers a follow-up in its own thread', async () => {
    const { event, pending } = await start();
    await event(mention);
    await event({ ...twin, ts: '10.2', thread_ts: '10.1', text: 'and now?' });
    expect(await pending('C1', '10.1')).toMatchObject([
      {},
      { kind: 'follow-up', text: 'and now?' },
    ]);
  });
});

describe('what is refused', () => {
  const body = JSON.stringify({ type: 'event_callback', event: mention });
  const send = (url: string, headers: Record<string, string>, text = body) =>
    fetch(`${url}/slack/events`, { method: 'POST', body: text, headers });
  const now = Date.now() / 1_000;

  test.each([
    ['a wrong signature', sign(body, now, 'another secret')],
    ['a signature of another body', sign('{}', now)],
    ['a stale timestamp', sign(body, now - 301)],
    ['a timestamp from the future', sign(body, now + 360)],
    ['no signature', {}],
    ['a timestamp that is no number', { ...sign(body, now), 'x-slack-request-timestamp': 'now' }],
  ])('%s is a 401 and no work', async (_, headers) => {
    const { url, outcomes } = await start();
    expect((await send(url, headers)).status).toBe(401);
    expect(outcomes).toEqual([]);
  });

  test.each(['null', '[]', '"text"', '{', ''])(
    'a signed body %j is a 400, and the next is served',
    async (text) => {
      const { url, event } = await start();
      expect((await send(url, sign(text, now), text)).status).toBe(400);
      expect((await event(mention)).status).toBe(200);
    },
  );

  test('a body past the limit is a 413', async () => {
    const { url } = await start();
    const big = 'x'.repeat(5 * 1024 * 1024);
    expect((await send(url, sign(big, now), big)).status).toBe(413);
  });

  test('events that are malformed or unknown are acknowledged and ignored', async () => {
    const { event, outcomes } = await start();
    expect((await event({ type: 'message', channel: 7 })).status).toBe(200);
    expect((await event({ type: 'team_join' })).status).toBe(200);
    expect(outcomes).toEqual(['message unreadable', 'event ignored']);
  });
});

describe('the request URL', () => {
  test('answers the challenge', async () => {
    const { url } = await start();
    const text = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
    const answer = await fetch(`${url}/slack/events`, {
      method: 'POST',
      body: text,
      headers: sign(text, Date.now() / 1_000),
    });
    expect(await answer.json()).toEqual({ challenge: 'c1' });
  });

  test('shares its port with other routes', async () => {
    const { url } = await start({
      routes: [
        { path: '/healthz', method: 'GET', handler: (_, response) => void response.end('ok') },
      ],
    });
    expect(await (await fetch(`${url}/healthz?deep=1`)).text()).toBe('ok');
    expect((await fetch(`${url}/healthz`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });

  test('a route that fails is a 500 and nothing worse', async () => {
    const { url } = await start({
      routes: [
        {
          path: '/metrics',
          method: 'GET',
          handler: () => Promise.reject(new Error('no metrics')),
        },
      ],
    });
    expect((await fetch(`${url}/metrics`)).status).toBe(500);
    expect((await fetch(`${url}/metrics`)).status).toBe(500);
  });
});

describe('orders', () => {
  const inThread = { ...twin, ts: '10.2', thread_ts: '10.1' };

  test.each(['stop', '<@UBOT> Stop.', 'ABBRECHEN', '!stop'])(
    '%j in a thread stops at once',
    async (text) => {
      let told: readonly string[] = [];
      const { event, claim, outcomes } = await start({
        stores: (memory) => {
          const stores = overheard(memory);
          told = stores.told;
          return stores;
        },
      });
      await event(mention);
      await event({ ...inThread, text });
      expect(told).toEqual(['stop']);
      expect((await claim('C1', '10.1'))?.entries).toMatchObject([{ stopped: true }]);
      expect(outcomes).toEqual(['app_mention stored', 'message stopped']);
    },
  );

  test('a question that begins with stop is a question', async () => {
    const { event, pending } = await start();
    await event(mention);
    await event({ ...inThread, text: 'stop using Redis here?' });
    expect(await pending('C1', '10.1')).toHaveLength(2);
  });

  test('the twin of a stop does not stop the question that came after it', async () => {
    const { event, claim } = await start();
    await event(mention);
    await event({ ...inThread, text: '<@UBOT> stop' });
    await event({ ...inThread, ts: '10.3', text: '<@UBOT> next?' });
    await event({ ...inThread, type: 'app_mention', text: '<@UBOT> stop' });
    expect((await claim('C1', '10.1'))?.entries).toMatchObject([
      { stopped: true },
      { stopped: false, message: { text: 'next?' } },
    ]);
  });

  test('a stop that could not be carried out is not acknowledged, and works when it comes again', async () => {
    let broken = true;
    const { event, outcomes } = await start({
      stores: (stores) => ({
        ...stores,
        inbox: {
          ...stores.inbox,
          stop: (thread) =>
            broken ? Promise.reject(new Error('gone')) : stores.inbox.stop(thread),
        },
      }),
    });
    await event(mention);
    expect((await event({ ...inThread, text: 'stop' })).status).toBe(500);
    broken = false;
    expect((await event({ ...inThread, text: 'stop' })).status).toBe(200);
    expect(outcomes.at(-1)).toBe('message stopped');
  });

  test('the Stop button stops, and takes the session off processing', async () => {
    const { event, claim, slack } = await start();
    await event(mention);
    await event({
      type: 'agent_session_stopped',
      channel: 'C1',
      user: 'U1',
      thread_ts: '10.1',
      streaming_message_ts: [],
      event_ts: '11.0',
    });
    expect((await claim('C1', '10.1'))?.entries).toMatchObject([{ stopped: true }]);
    expect((await slack.called('agents.sessions.setStatus')).args).toMatchObject({
      channel_id: 'C1',
      thread_ts: '10.1',
      status: 'active',
    });
  });

  test('mention only is remembered, confirmed to the person, and obeyed', async () => {
    const { event, outcomes, pending, slack } = await start();
    await event(mention);
    await event({ ...mention, ts: '11.0', text: '<@UBOT> Mention only' });
    expect((await slack.called('chat.postEphemeral')).args).toMatchObject({
      channel: 'C1',
      user: 'U1',
    });
    await event({ ...inThread, text: 'and now?' });
    expect(outcomes.at(-1)).toBe('message mention-only');
    await event({ ...inThread, ts: '10.4', text: '<@UBOT> and now?' });
    expect(await pending('C1', '10.1')).toHaveLength(2);
    expect(await pending('C1', '11.0')).toEqual([]);
  });

  test('follow threads takes it back', async () => {
    const { event, outcomes } = await start();
    await event(mention);
    await event({ ...mention, ts: '11.0', text: '<@UBOT> mention only' });
    await event({ ...mention, ts: '12.0', text: '<@UBOT> follow threads' });
    await event({ ...inThread, text: 'and now?' });
    expect(outcomes.at(-1)).toBe('message stored');
  });
});

describe('start and stop', () => {
  test('says why it cannot start when Slack refuses the token', async () => {
    const slack = fakeSlack();
    slack.answer('auth.test', () => ({ ok: false, error: 'invalid_auth' }));
    await expect(startIntake({ slack })).rejects.toThrow('invalid_auth');
  });

  test('says so when Slack does not say who it is', async () => {
    const slack = fakeSlack();
    slack.answer('auth.test', () => ({ team_id: 'T1' }));
    await expect(startIntake({ slack })).rejects.toThrow('does not say whose');
  });

  test('is connected while it runs, and stops within a moment', async () => {
    const { intake, url } = await start();
    expect(intake.connected()).toBe(true);
    await fetch(`${url}/healthz`);
    const before = performance.now();
    await intake.stop();
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(intake.connected()).toBe(false);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('quiesced, it takes nothing more and still answers for its health', async () => {
    const { intake, event, url, outcomes } = await start({
      routes: [
        { path: '/healthz', method: 'GET', handler: (_, response) => void response.end('ok') },
      ],
    });
    await intake.quiesce();
    expect(intake.connected()).toBe(false);
    expect((await event(mention)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(outcomes).toEqual([]);
  });

  test('waits for what is being stored when it stops', async () => {
    const asked = gate();
    const released = gate();
    const { intake, event } = await start({
      stores: (stores) => ({
        ...stores,
        inbox: {
          ...stores.inbox,
          accept: async (message) => {
            asked.open();
            await released.opened;
            return stores.inbox.accept(message);
          },
        },
      }),
    });
    const answer = event(mention);
    await asked.opened;
    const stopped = intake.stop();
    released.open();
    expect((await answer).status).toBe(200);
    await stopped;
  });

  test('logs neither text nor tokens', async () => {
    const lines: string[] = [];
    const write = (fields: LogFields, message: string) =>
      void lines.push(`${message} ${JSON.stringify(fields)}`);
    const log = { ...silentLog, info: write, warn: write, error: write, child: () => log };
    const { event, slack } = await start({ log, clock: systemClock });
    slack.answer('views.publish', () => ({ ok: false, error: 'xoxb-123-secret' }));
    await event({ ...mention, text: '<@UBOT> the secret plan' });
    await event({ type: 'app_home_opened', user: 'U1', tab: 'home' });
    await slack.called('views.publish');
    await running?.intake.stop();
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n')).not.toMatch(/secret/);
  });
});
