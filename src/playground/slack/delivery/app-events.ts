import type { ChannelData, Json, MessageData } from '../data.ts';
import type { Settings } from '../settings.ts';
import { wireMessage } from '../wire-format.ts';
import type { Workspace } from '../workspace.ts';
import type { Courier } from './courier.ts';

/** Tells the app what happened, if it subscribed to it and is in the channel. */
export class AppEvents {
  readonly #workspace: Workspace;
  readonly #settings: () => Settings;
  readonly #courier: Courier;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(workspace: Workspace, settings: () => Settings, courier: Courier) {
    this.#workspace = workspace;
    this.#settings = settings;
    this.#courier = courier;
  }

  /** A new message: as `message`, and as `app_mention` where it mentions the bot. */
  posted(message: MessageData): void {
    const own = message.user === this.#workspace.app.userId;
    if (own && !this.#settings().echo) return;
    const { first, apartMs } = this.#settings().mention;
    const mention = this.#mentions(message) ? [() => this.#sendMention(message)] : [];
    const copies = [...mention, () => this.#sendMessage(message)];
    const [now, later] = first === 'message' ? copies.toReversed() : copies;
    now?.();
    if (later !== undefined) this.#after(apartMs, later);
  }

  changed(message: MessageData, before: MessageData): void {
    if (message.user === this.#workspace.app.userId && !this.#settings().echo) return;
    this.#sendHidden(message, {
      subtype: 'message_changed',
      message: wireMessage(message, this.#workspace),
      previous_message: wireMessage(before, this.#workspace),
    });
  }

  deleted(message: MessageData): void {
    if (message.user === this.#workspace.app.userId && !this.#settings().echo) return;
    this.#sendHidden(message, {
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      previous_message: wireMessage(message, this.#workspace),
    });
  }

  /** Any event, under the name that the app subscribes to; `user` is who caused it. */
  send(subscription: string, event: Json, user: string): void {
    if (this.#settings().subscriptions.includes(subscription))
      this.force(event, user, subscription);
  }

  /** Any event, subscribed or not. */
  force(event: Json, user: string, what = String(event['type'])): void {
    void this.#courier.deliver({
      kind: 'events_api',
      what,
      payload: this.#envelope(event, user),
      acceptsResponse: false,
    });
  }

  /** Copies that are held back on purpose. */
  get delayed(): number {
    return this.#timers.size;
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #mentions(message: MessageData): boolean {
    const { userId } = this.#workspace.app;
    const channel = this.#workspace.channels.get(message.channel);
    // In a direct conversation there is no app_mention, and none for the bot's own posts.
    if (channel === undefined || channel.kind === 'direct' || message.user === userId) return false;
    return channel.members.includes(userId) && message.text.includes(`<@${userId}>`);
  }

  #sendMention(message: MessageData): void {
    const { subtype: _, ...wire } = this.#withoutFilesOf('app_mention', message);
    const event = { ...wire, type: 'app_mention', channel: message.channel, event_ts: message.ts };
    this.send('app_mention', event, message.user);
  }

  #sendMessage(message: MessageData): void {
    const channel = this.#channelWithBot(message);
    if (channel === undefined) return;
    this.send(
      subscriptionTo(channel),
      { ...this.#withoutFilesOf('message', message), ...place(channel), event_ts: message.ts },
      message.user,
    );
  }

  #sendHidden(message: MessageData, change: Json): void {
    const channel = this.#channelWithBot(message);
    if (channel === undefined) return;
    const ts = this.#workspace.ids.ts();
    const event = { type: 'message', hidden: true, ...change, ...place(channel), ts, event_ts: ts };
    this.send(subscriptionTo(channel), event, message.user);
  }

  #withoutFilesOf(copy: 'app_mention' | 'message', message: MessageData): Json {
    const without = this.#settings().mention.withoutFiles === copy && this.#mentions(message);
    return wireMessage(without ? { ...message, files: [] } : message, this.#workspace);
  }

  #channelWithBot({ channel: id, onlyFor }: MessageData): ChannelData | undefined {
    const channel = this.#workspace.channels.get(id);
    const told = onlyFor === undefined && channel?.members.includes(this.#workspace.app.userId);
    return told === true ? channel : undefined;
  }

  #envelope(event: Json, user: string): Json {
    const { team, app, ids, people, now } = this.#workspace;
    const sender = people.get(user)?.team ?? team.id;
    const from = { user_team: sender, source_team: sender };
    // Of these Slack says no workspace.
    const isReaction = String(event['type']).startsWith('reaction_');
    return {
      token: 'local',
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: app.id,
      event: sender === team.id || isReaction ? event : { ...event, ...from },
      type: 'event_callback',
      event_id: ids.id('Ev'),
      event_time: Math.floor(now() / 1_000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: app.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: sender !== team.id || this.#isShared(event),
      event_context: `local-${ids.count()}`,
    };
  }

  /** Whether the channel that the event tells of has somebody of another workspace in it. */
  #isShared({ channel, item }: Json): boolean {
    const { channels, people, team } = this.#workspace;
    const isItem = typeof item === 'object' && item !== null && 'channel' in item;
    const where = isItem ? item.channel : channel;
    const members = typeof where === 'string' ? (channels.get(where)?.members ?? []) : [];
    return members.some((id) => people.get(id)?.team !== team.id);
  }

  #after(ms: number, run: () => void): void {
    if (ms === 0) {
      run();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }
}

function subscriptionTo(channel: ChannelData): string {
  return { public: 'message.channels', private: 'message.groups', direct: 'message.im' }[
    channel.kind
  ];
}

function place(channel: ChannelData): Json {
  const type = { public: 'channel', private: 'group', direct: 'im' }[channel.kind];
  return { channel: channel.id, channel_type: type };
}
