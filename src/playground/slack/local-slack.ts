import type { AddressInfo } from 'node:net';
import { assemble, type Assembly } from './assembly.ts';
import type { AppData, ChannelData, MessageData, TeamData } from './data.ts';
import type { Outcome } from './delivery/carrier.ts';
import { createRequestUrl, postSigned } from './delivery/request-url.ts';
import type { Sockets } from './delivery/sockets.ts';
import type { Faults } from './faults.ts';
import type { Limits } from './limits.ts';
import { Observation } from './observation.ts';
import type { LocalSlackOptions } from './options.ts';
import { Person } from './people/person.ts';
import type { Settings, SettingsChange } from './settings.ts';
import { typed } from './typed.ts';

/**
 * Starts a Slack on this machine, which real SDKs take for the real one: the Web API at `apiUrl`, Socket Mode,
 * signed HTTP events, files, response URLs. Channels: `general` (public) and `platform` (private) with everybody
 * and the bot, `random` (public) without the bot. Listens on the loopback only.
 */
export async function createLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const parts = assemble(options);
  await new Promise<void>((resolve, reject) => {
    parts.server.once('error', reject);
    parts.server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const slack = new LocalSlack(parts);
  for (const name of options.people ?? ['ada', 'grace', 'linus']) slack.addPerson(name);
  const everybody = parts.workspace.people.all().map((person) => person.id);
  slack.addChannel('general', { members: everybody });
  slack.addChannel('platform', { kind: 'private', members: everybody });
  slack.addChannel('random', { members: everybody.filter((id) => id !== slack.app.userId) });
  if (options.requestUrls !== undefined) slack.deliverTo(options.requestUrls);
  return slack;
}

/** The whole local Slack: its settings, its people, its troubles, and all that `Observation` shows. */
export class LocalSlack extends Observation {
  readonly faults: Faults;
  readonly limits: Limits;
  readonly sockets: Sockets;
  readonly #parts: Assembly;

  constructor(parts: Assembly) {
    super(parts);
    this.#parts = parts;
    this.faults = parts.faults;
    this.limits = parts.limits;
    this.sockets = parts.sockets;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#parts.server.address();
    if (address === null || typeof address === 'string')
      throw new Error('the local Slack is closed');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** For `SLACK_API_URL` and `clientOptions.slackApiUrl`. */
  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  get settings(): Settings {
    return this.#parts.context.settings;
  }

  get team(): TeamData {
    return this.#parts.workspace.team;
  }

  get app(): AppData {
    return this.#parts.workspace.app;
  }

  /** `<@U…>` of the bot, to be put into what people say. */
  get mention(): string {
    return `<@${this.app.userId}>`;
  }

  /** The environment of a bot process that talks to this Slack. */
  environment(mode: 'sockets' | 'http'): Readonly<Record<string, string>> {
    const { botToken, appToken, signingSecret } = this.settings;
    return {
      SLACK_API_URL: this.apiUrl,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      ...(mode === 'sockets' ? { SLACK_APP_TOKEN: appToken } : {}),
    };
  }

  configure(change: SettingsChange): void {
    this.#parts.configure(change);
  }

  /** From now on events go to these request URLs in turn; null: to sockets. */
  deliverTo(urls: readonly string[] | null): void {
    this.#parts.carryBy(
      urls === null
        ? this.sockets
        : createRequestUrl({
            urls,
            signingSecret: () => this.settings.signingSecret,
            timeoutMs: () => this.settings.delivery.ackTimeoutMs,
            closing: this.#parts.closing,
          }),
    );
  }

  /** Slack's check of a request URL: true when the challenge comes back. */
  async verify(url: string): Promise<boolean> {
    const challenge = `challenge-${this.#parts.workspace.ids.count()}`;
    const body = JSON.stringify({ token: 'local', challenge, type: 'url_verification' });
    const response = await this.deliverRaw(url, body);
    return response.ok && (await response.text()).includes(challenge);
  }

  /** Posts any body, signed as of `atMs` unless `headers` say otherwise. */
  deliverRaw(
    url: string,
    body: string,
    {
      headers = {},
      atMs = Date.now(),
    }: { headers?: Readonly<Record<string, string>>; atMs?: number } = {},
  ): Promise<Response> {
    const all = { 'content-type': 'application/json', ...headers };
    return postSigned(url, body, all, this.settings.signingSecret, atMs, this.#parts.closing);
  }

  /** Sends the app any event, as if it were subscribed to it. */
  deliverEvent(event: Readonly<Record<string, unknown>>, user?: string): void {
    this.#parts.events.force(event, user ?? this.app.userId);
  }

  /** Delivers the last command, press or submission once more, as it was: same trigger id, same response URL. */
  repeatAct(): Promise<Outcome> {
    return this.#parts.courier.repeatAct();
  }

  addPerson(
    name: string,
    { team = this.team.id, isBot = false }: { team?: string; isBot?: boolean } = {},
  ): Person {
    const { workspace } = this.#parts;
    const realName = name.charAt(0).toUpperCase() + name.slice(1);
    return this.#person(
      workspace.people.put({ id: workspace.ids.id('U'), name, realName, team, isBot }),
    );
  }

  /** By name or id. Throws for an unknown one. */
  person(name: string): Person {
    const found = this.#parts.workspace.people.all().find((p) => p.name === name || p.id === name);
    if (found === undefined) throw new Error(`nobody called ${name} in this workspace`);
    return this.#person(found);
  }

  addChannel(
    name: string,
    { kind = 'public', members }: { kind?: 'public' | 'private'; members: readonly string[] },
  ): ChannelData {
    const { workspace } = this.#parts;
    return workspace.channels.put({
      id: workspace.ids.id('C'),
      name,
      kind,
      members,
      archived: false,
    });
  }

  /** Takes the bot into a channel. */
  inviteBot(name: string): void {
    const channel = this.channel(name);
    const members = new Set([...channel.members, this.app.userId]);
    this.#parts.workspace.channels.put({ ...channel, members: [...members] });
  }

  /** Takes the bot out of a channel. */
  removeBot(name: string): void {
    const channel = this.channel(name);
    const members = channel.members.filter((id) => id !== this.app.userId);
    this.#parts.workspace.channels.put({ ...channel, members });
  }

  archive(name: string): void {
    this.#parts.workspace.channels.put({ ...this.channel(name), archived: true });
  }

  /** What Slack's composer makes of typed text: names become references, the rest is escaped. */
  typed(text: string): string {
    return typed(text, this.#parts.workspace);
  }

  /** Closes streams as Slack does after some minutes, all of them or one thread's. */
  expireStreams(threadTs?: string): void {
    const { messages } = this.#parts.workspace;
    for (const message of messages.all()) {
      const chosen = threadTs === undefined || message.threadTs === threadTs;
      if (chosen && message.stream?.state === 'open') expire(message, messages);
    }
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  #person(data: ConstructorParameters<typeof Person>[0]): Person {
    return new Person(data, this.#parts);
  }
}

function expire(message: MessageData, messages: Assembly['workspace']['messages']): void {
  if (message.stream === undefined) return;
  messages.put({ ...message, stream: { ...message.stream, state: 'expired' } });
}
