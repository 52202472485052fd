import type {
  AppData,
  ChannelData,
  FileData,
  PersonData,
  PromptsData,
  SessionData,
  Snapshot,
  TeamData,
  ViewData,
} from './data.ts';
import { Feed } from './feed.ts';
import { Ids } from './ids.ts';
import { Messages } from './messages.ts';
import { Rows } from './rows.ts';

/** The state of one Slack workspace with one installed app. Everything else reads and writes it. */
export class Workspace {
  readonly now: () => number;
  readonly feed = new Feed();
  readonly ids: Ids;
  readonly team: TeamData;
  readonly app: AppData;
  readonly people: Rows<PersonData>;
  readonly channels: Rows<ChannelData>;
  readonly files: Rows<FileData>;
  readonly sessions: Rows<SessionData>;
  readonly views: Rows<ViewData>;
  readonly prompts: Rows<PromptsData>;
  readonly messages: Messages;
  readonly contents = new Map<string, Buffer>();

  constructor(now: () => number, teamName: string, botName: string) {
    const { feed } = this;
    this.now = now;
    this.ids = new Ids(now);
    this.team = { id: this.ids.id('T'), name: teamName, domain: 'local' };
    this.app = {
      id: this.ids.id('A'),
      botId: this.ids.id('B'),
      userId: this.ids.id('U'),
      name: botName,
    };
    this.people = new Rows(
      (row) => row.id,
      (person) => feed.emit({ type: 'person', person }),
    );
    this.channels = new Rows(
      (row) => row.id,
      (channel) => feed.emit({ type: 'channel', channel }),
    );
    this.files = new Rows(
      (row) => row.id,
      (file) => feed.emit({ type: 'file', file }),
    );
    this.views = new Rows(
      (row) => row.id,
      (view) => feed.emit({ type: 'view', view }),
    );
    this.sessions = new Rows(
      (row) => threadKey(row.channel, row.threadTs),
      (session) => feed.emit({ type: 'session', session }),
    );
    this.prompts = new Rows(
      (row) => threadKey(row.channel, row.threadTs),
      (prompts) => feed.emit({ type: 'prompts', prompts }),
    );
    this.messages = new Messages(feed);
    this.people.put({
      id: this.app.userId,
      name: botName,
      realName: botName,
      team: this.team.id,
      isBot: true,
    });
  }

  /** By id, by name, or by `#name`. Throws: a test that names an unknown channel is wrong. */
  channel(name: string): ChannelData {
    const plain = name.replace(/^#/, '');
    const found = this.channels.get(plain) ?? this.channels.all().find((c) => c.name === plain);
    if (found === undefined) throw new Error(`no channel ${name} in this workspace`);
    return found;
  }

  /** The conversation of a person with the bot; opened on first use. */
  direct(user: string): ChannelData {
    const open = this.channels
      .all()
      .find((channel) => channel.kind === 'direct' && channel.members.includes(user));
    return (
      open ??
      this.channels.put({
        id: this.ids.id('D'),
        name: `direct-${user}`,
        kind: 'direct',
        members: [user, this.app.userId],
        archived: false,
      })
    );
  }

  session(channel: string, threadTs: string): SessionData | undefined {
    return this.sessions.get(threadKey(channel, threadTs));
  }

  snapshot(): Snapshot {
    return {
      team: this.team,
      app: this.app,
      people: this.people.all(),
      channels: this.channels.all(),
      messages: this.messages.all(),
      sessions: this.sessions.all(),
      views: this.views.all(),
      files: this.files.all(),
      prompts: this.prompts.all(),
    };
  }
}

function threadKey(channel: string, threadTs = ''): string {
  return `${channel}:${threadTs}`;
}
