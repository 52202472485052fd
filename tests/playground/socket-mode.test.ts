import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { App, SocketModeReceiver } from '@slack/bolt';
import { WebSocket } from 'ws';
import type { Json } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { quiet, refusal, webClient } from '../support/slack.ts';

let slack: LocalSlack;

beforeEach(async () => {
  slack = await createLocalSlack({ delivery: { retryDelaysMs: [0, 10_000] } });
});

afterEach(() => slack.close());

/** A bare client, which acknowledges when it is told to. */
class RawSocket {
  readonly frames: Json[] = [];
  readonly #socket: WebSocket;
  readonly #answer: (frame: Json) => object | null;

  constructor(socket: WebSocket, answer: (frame: Json) => object | null) {
    this.#socket = socket;
    this.#answer = answer;
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString())));
  }

  get envelopes(): Json[] {
    return this.frames.filter((frame) => 'envelope_id' in frame);
  }

  close(): void {
    this.#socket.close();
  }

  #take(frame: Json): void {
    this.frames.push(frame);
    const answer = 'envelope_id' in frame ? this.#answer(frame) : null;
    if (answer !== null)
      this.#socket.send(JSON.stringify({ envelope_id: frame['envelope_id'], ...answer }));
  }
}

const acknowledge = () => ({});
const ignore = () => null;

async function connect(answer: (frame: Json) => object | null): Promise<RawSocket> {
  const open = slack.sockets.count;
  const { url = '' } = await webClient(slack, slack.settings.appToken).apps.connections.open();
  const raw = new RawSocket(new WebSocket(url), answer);
  await slack.until(() => slack.sockets.count > open);
  return raw;
}

describe('Socket Mode', () => {
  it('says hello, and takes each ticket once', async () => {
    const { url = '' } = await webClient(slack, slack.settings.appToken).apps.connections.open();
    const first = new WebSocket(url);
    const hello = await new Promise<string>((resolve) =>
      first.once('message', (data: Buffer) => resolve(data.toString())),
    );
    expect(JSON.parse(hello)).toMatchObject({ type: 'hello', num_connections: 1 });
    const again = new WebSocket(url);
    const error = await new Promise<Error>((resolve) => again.once('error', resolve));
    expect(error.message).toContain('403');
  });

  it('hands each event to one connection', async () => {
    const [a, b] = [await connect(acknowledge), await connect(acknowledge)];
    for (const text of ['1', '2', '3', '4']) slack.person('ada').tell(text);
    await slack.settled();
    expect([a.envelopes.length, b.envelopes.length]).toEqual([2, 2]);
  });

  it('delivers again what was not acknowledged, saying which attempt it is', async () => {
    slack.configure({ delivery: { ackTimeoutMs: 500 } });
    let seen = 0;
    const raw = await connect(() => (seen++ === 0 ? null : {}));
    slack.person('ada').tell('hi');
    await slack.settled();
    expect(raw.envelopes).toMatchObject([
      { type: 'events_api', retry_attempt: 0, retry_reason: '', accepts_response_payload: false },
      { type: 'events_api', retry_attempt: 1, retry_reason: 'timeout' },
    ]);
    expect(raw.envelopes[0]!['payload']).toEqual(raw.envelopes[1]!['payload']);
  });

  it('gives an event up after its last attempt', async () => {
    slack.configure({ delivery: { ackTimeoutMs: 20, retryDelaysMs: [] } });
    await connect(ignore);
    const given = new Promise((resolve) =>
      slack.on('delivery', ({ delivery }) => delivery.state === 'given up' && resolve(delivery)),
    );
    slack.person('ada').tell('hi');
    expect(await given).toMatchObject({ attempts: 1, reason: 'timeout' });
  });

  it('delivers what a cut connection had not acknowledged as soon as there is another', async () => {
    await connect(ignore);
    slack.person('ada').tell('hi');
    slack.sockets.drop();
    await slack.until(() => slack.pending().some((delivery) => delivery.state === 'waiting'));
    const raw = await connect(acknowledge);
    await slack.settled();
    expect(raw.envelopes).toMatchObject([{ retry_attempt: 2 }]);
  });

  it('sends no event to a connection that it asked to refresh', async () => {
    const old = await connect(acknowledge);
    slack.sockets.disconnect('warning');
    slack.sockets.disconnect('refresh_requested');
    const fresh = await connect(acknowledge);
    expect([slack.sockets.count, slack.sockets.open]).toEqual([1, 2]);
    slack.person('ada').tell('hi');
    await slack.settled();
    expect(old.frames.slice(1)).toMatchObject([
      { type: 'disconnect', reason: 'warning' },
      { type: 'disconnect', reason: 'refresh_requested' },
    ]);
    expect(fresh.envelopes).toHaveLength(1);
  });

  it('can refuse connections', async () => {
    slack.sockets.refuse(true);
    const open = webClient(slack, slack.settings.appToken).apps.connections.open();
    expect(await refusal(open)).toBe('internal_error');
  });

  it('takes ten connections', async () => {
    for (let i = 0; i < 10; i += 1) await connect(acknowledge);
    const { url = '' } = await webClient(slack, slack.settings.appToken).apps.connections.open();
    const error = await new Promise<Error>((resolve) => new WebSocket(url).once('error', resolve));
    expect(error.message).toContain('403');
  });

  it('fails a command at once when nobody is connected', async () => {
    expect(await slack.person('ada').command('/x', '', 'general')).toEqual({
      acknowledged: false,
      reason: 'no_connection',
    });
  });
});

describe('a Bolt app over Socket Mode', () => {
  let app: App;

  beforeEach(() => {
    app = new App({
      token: slack.settings.botToken,
      receiver: new SocketModeReceiver({
        appToken: slack.settings.appToken,
        clientPingTimeout: 200,
        logger: quiet,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      }),
      logger: quiet,
      clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    });
  });

  afterEach(async () => {
    await app.stop();
  });

  it('hears a mention and streams an answer into the thread', async () => {
    app.event('app_mention', async ({ event, client, context }) => {
      const stream = client.chatStream({
        channel: event.channel,
        thread_ts: event.ts,
        recipient_user_id: event.user ?? '',
        recipient_team_id: context.teamId ?? '',
      });
      await stream.append({ markdown_text: '**Hello** ' });
      await stream.append({ markdown_text: 'there', chunks: [] });
      await stream.stop({ markdown_text: '.' });
    });
    await app.start();
    const question = slack.person('ada').say('general', `${slack.mention} hi`);
    const answer = await slack.until(() =>
      slack.answers('general', question.ts).find((message) => message.stream?.state === 'stopped'),
    );
    expect(answer).toMatchObject({ text: '**Hello** there.', threadTs: question.ts });
    await slack.settled();
  });

  it('comes back by itself after a refresh, and hears what was said meanwhile', async () => {
    app.message(async ({ say, message }) => {
      await say({ text: 'heard', thread_ts: message.ts });
    });
    await app.start();
    slack.sockets.disconnect('refresh_requested');
    const { channel, ts } = slack.person('ada').tell('hi');
    await slack.until(() => slack.answers(channel, ts).length > 0);
    expect(slack.answers(channel, ts)).toMatchObject([{ text: 'heard' }]);
  });

  it('sees which attempt it is', async () => {
    const attempts: unknown[] = [];
    app.use(async ({ context }) => {
      attempts.push(context.retryNum);
    });
    slack.person('ada').tell('before there was anybody');
    await slack.until(() => slack.pending().some((delivery) => delivery.state === 'waiting'));
    await app.start();
    await slack.settled();
    expect(attempts).toEqual([2]);
  });
});
