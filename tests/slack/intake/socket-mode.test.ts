import { afterEach, describe, expect, test } from '@jest/globals';
import { startLocalIntake, type LocalIntake } from './support/local-intake.ts';

let running: LocalIntake | undefined;

async function start(options: Partial<Parameters<typeof startLocalIntake>[0]> = {}) {
  running = await startLocalIntake({ mode: 'sockets', ...options });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe('Socket Mode', () => {
  test('stores a mention, then acknowledges it', async () => {
    const { slack, claim } = await start();
    const asked = slack.person('ada').say('general', `${slack.mention} hi`);
    await slack.settled();
    expect((await claim(asked.channel, asked.ts))?.entries).toMatchObject([
      { message: { text: 'hi', kind: 'mention' } },
    ]);
  });

  test('does not acknowledge what it could not store, and takes it when Slack brings it again', async () => {
    let failures = 1;
    const { slack, claim, outcomes } = await start({
      stores: (stores) => ({
        ...stores,
        inbox: {
          ...stores.inbox,
          accept: async (message) => {
            if (failures > 0) {
              failures -= 1;
              throw new Error('the store is gone');
            }
            return stores.inbox.accept(message);
          },
        },
      }),
    });
    slack.configure({ delivery: { ackTimeoutMs: 100, retryDelaysMs: [0] } });
    const asked = slack.person('ada').tell('hi');
    await slack.until(() => outcomes.includes('message stored'), { what: 'the second delivery' });
    await slack.settled();
    expect(outcomes).toEqual(['message failed', 'message stored']);
    expect((await claim(asked.channel, asked.ts))?.entries).toHaveLength(1);
  });

  test('opens its sockets with the app token, at the address it was given', async () => {
    const { slack, intake } = await start();
    expect(slack.sockets.count).toBe(2);
    const tokens = slack.calls().map(({ method, token }) => `${method} ${token}`);
    expect(tokens).toEqual([
      'auth.test bot',
      'apps.connections.open app',
      'apps.connections.open app',
    ]);
    expect(intake.connected()).toBe(true);
  });

  test('has a new socket before the old one goes, when Slack warns that it will close it', async () => {
    const { slack, claim } = await start({ connections: 1 });
    const counts: number[] = [];
    slack.onEvery(() => counts.push(slack.sockets.count));
    slack.faults.latency('apps.connections.open', 100);
    slack.sockets.disconnect('warning');
    await slack.until(() => slack.sockets.count === 2);
    await slack.until(() => slack.sockets.count === 1);
    const asked = slack.person('ada').tell('hi');
    await slack.settled();
    expect((await claim(asked.channel, asked.ts))?.entries).toHaveLength(1);
    expect(Math.min(...counts)).toBe(1);
  });

  test.each(['refreshed', 'broken'])('replaces a %s connection at once', async (trouble) => {
    const { slack } = await start({ connections: 1 });
    const before = performance.now();
    if (trouble === 'broken') slack.sockets.drop();
    else slack.sockets.disconnect('refresh_requested');
    await slack.until(() => slack.calls('apps.connections.open').length === 2);
    await slack.until(() => slack.sockets.count === 1);
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  test('keeps trying while Slack refuses connections', async () => {
    const { slack, outcomes } = await start({ connections: 1 });
    slack.faults.next('apps.connections.open', { kind: 'status', status: 503 }, { times: 2 });
    slack.sockets.drop();
    await slack.until(() => slack.calls('apps.connections.open').length >= 4, { timeoutMs: 8_000 });
    await slack.until(() => slack.sockets.count === 1, { timeoutMs: 8_000 });
    slack.person('ada').tell('hi');
    await slack.settled();
    expect(outcomes).toEqual(['message stored']);
  });

  test('a frame that cannot be read ends neither the process nor the connection', async () => {
    const { slack, claim } = await start({ connections: 1 });
    slack.sockets.sendRaw('{');
    slack.sockets.sendRaw('null');
    slack.sockets.sendRaw('{"type":"events_api","envelope_id":"e1","payload":null}');
    slack.sockets.sendRaw('{"type":"interactive","envelope_id":"e2","payload":null}');
    const asked = slack.person('ada').tell('hi');
    await slack.settled();
    expect((await claim(asked.channel, asked.ts))?.entries).toHaveLength(1);
  });

  test('says why it cannot start when Slack refuses the app token', async () => {
    await expect(startLocalIntake({ mode: 'sockets', appToken: 'xapp-wrong' })).rejects.toThrow(
      'invalid_auth',
    );
  });

  test('stops within a moment, and takes nothing more', async () => {
    const { slack, intake, outcomes } = await start();
    const before = performance.now();
    await intake.stop();
    expect(performance.now() - before).toBeLessThan(4_000);
    await slack.until(() => slack.sockets.count === 0);
    expect(intake.connected()).toBe(false);
    slack.person('ada').tell('hi');
    expect(outcomes).toEqual([]);
  });
});
