/** What a test or the playground may turn. */
export interface Settings {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Granted to the bot token. */
  readonly scopes: readonly string[];
  /** Event types, `message.channels` and the like included. */
  readonly subscriptions: readonly string[];
  /** `refused`: a workspace without agent sessions. */
  readonly sessions: 'accepted' | 'refused';
  /** Slack closes a stream after about five minutes. */
  readonly streamLifetimeMs: number;
  /** The app is told about its own messages too, as Slack does. */
  readonly echo: boolean;
  readonly mention: MentionSettings;
  readonly delivery: DeliverySettings;
  readonly fileRedirect: 'none' | 'same host' | 'other host';
}

/** A mention in a channel arrives twice, as `app_mention` and as `message`, in no promised order. */
interface MentionSettings {
  readonly first: 'app_mention' | 'message';
  /** Between the two. */
  readonly apartMs: number;
  /** Which copy does not carry the files. */
  readonly withoutFiles: 'none' | 'app_mention' | 'message';
}

export interface DeliverySettings {
  /** How long Slack waits for an acknowledgement. */
  readonly ackTimeoutMs: number;
  /** Before each redelivery of an event. Commands and interactions are delivered once. */
  readonly retryDelaysMs: readonly number[];
  /** An event that waits for its next attempt goes out as soon as a socket opens. */
  readonly retryOnConnect: boolean;
  readonly pingIntervalMs: number;
}

export const defaultSettings: Settings = {
  botToken: 'xoxb-local-bot-token',
  appToken: 'xapp-local-app-token',
  signingSecret: 'local-signing-secret',
  scopes: [
    'app_mentions:read',
    'assistant:write',
    'canvases:write',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'mpim:history',
    'reactions:read',
    'reactions:write',
    'users:read',
  ],
  subscriptions: [
    'app_mention',
    'message.channels',
    'message.groups',
    'message.im',
    'message.mpim',
    'app_home_opened',
    'app_context_changed',
    'agent_session_stopped',
    'agent_session_title_changed',
    'reaction_added',
  ],
  sessions: 'accepted',
  streamLifetimeMs: 300_000,
  echo: true,
  mention: { first: 'app_mention', apartMs: 0, withoutFiles: 'none' },
  delivery: {
    ackTimeoutMs: 3_000,
    retryDelaysMs: [0, 60_000, 300_000],
    retryOnConnect: true,
    pingIntervalMs: 10_000,
  },
  fileRedirect: 'none',
};

/** What shall be other than it is. */
export interface SettingsChange extends Partial<Omit<Settings, 'mention' | 'delivery'>> {
  readonly mention?: Partial<MentionSettings>;
  readonly delivery?: Partial<DeliverySettings>;
}

export function changed(settings: Settings, change: SettingsChange): Settings {
  const known = Object.keys(settings);
  const given = Object.entries(change).filter(
    ([key, value]) => known.includes(key) && value !== undefined,
  );
  return {
    ...settings,
    ...Object.fromEntries(given),
    mention: { ...settings.mention, ...change.mention },
    delivery: { ...settings.delivery, ...change.delivery },
  };
}
