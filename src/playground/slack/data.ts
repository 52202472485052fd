/** What a local Slack holds: plain, JSON-able data. Rows are never changed in place; a change is a new row. */

export type Json = Readonly<Record<string, unknown>>;

/** A Block Kit block as it came. */
export type Block = Json & { readonly type: string };

export interface TeamData {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** The one installed app and its bot user. */
export interface AppData {
  readonly id: string;
  readonly botId: string;
  readonly userId: string;
  readonly name: string;
}

export interface PersonData {
  readonly id: string;
  /** What people write after the @. */
  readonly name: string;
  readonly realName: string;
  /** Another workspace's id makes the person an external one (Slack Connect). */
  readonly team: string;
  readonly isBot: boolean;
}

export interface ChannelData {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
  readonly members: readonly string[];
  readonly archived: boolean;
}

export interface FileData {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly size: number;
  readonly user: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly channels: readonly string[];
  readonly url: string;
  /** `stub`: events carry its id only, as for files of Slack Connect; `files.info` tells the rest. */
  readonly access: 'visible' | 'stub';
  /** What one sees on a picture, for those who do not. */
  readonly alt?: string;
}

export interface TaskData {
  readonly id: string;
  readonly title: string;
  readonly status: 'pending' | 'in_progress' | 'complete' | 'error';
  readonly details?: string;
  readonly output?: string;
  readonly sources?: readonly Json[];
}

export interface StreamData {
  /** `expired`: Slack closed it after its lifetime. `halted`: a person pressed Stop. */
  readonly state: 'open' | 'stopped' | 'halted' | 'expired';
  /** What the stream was started with; appends must keep to it. Undecided until the first text. */
  readonly mode: 'undecided' | 'markdown_text' | 'chunks';
  readonly startedAt: number;
  readonly recipient?: string;
  readonly display: string;
  readonly planTitle?: string;
  readonly tasks: readonly TaskData[];
}

export interface MessageData {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly user: string;
  readonly botId?: string;
  /** Another name that the app posted under. */
  readonly username?: string;
  readonly subtype?: string;
  /** Of a stream: all that was appended so far. */
  readonly text: string;
  readonly format: 'markdown' | 'mrkdwn';
  readonly blocks: readonly Block[];
  readonly files: readonly FileData[];
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly metadata?: Json;
  readonly stream?: StreamData;
  /** Ephemeral: only this person sees it. */
  readonly onlyFor?: string;
  readonly unfurl: boolean;
}

/** The agent session of a thread, and the older status line, which share one place on the screen. */
export interface SessionData {
  readonly channel: string;
  readonly threadTs: string;
  readonly status: 'processing' | 'active' | 'suspended' | 'closed';
  readonly title?: string;
  /** Set by `assistant.threads.setStatus`. */
  readonly line: string;
  readonly loadingMessages: readonly string[];
}

export interface ViewData {
  readonly id: string;
  readonly kind: 'modal' | 'home';
  readonly user: string;
  readonly callbackId: string;
  /** The view as the app sent it, with block ids filled in. */
  readonly body: Json;
  readonly blocks: readonly Block[];
  readonly privateMetadata: string;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId?: string;
  readonly open: boolean;
  /** Block id to sentence: what the app answered to the last submission. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface PromptsData {
  readonly channel: string;
  readonly threadTs?: string;
  readonly title?: string;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** One call of the app: a Web API method, a `response_url`, or a file's download. */
export interface CallData {
  readonly n: number;
  readonly method: string;
  readonly args: Json;
  readonly token: 'bot' | 'app' | 'unknown' | 'none';
  /** Milliseconds since the epoch, by the workspace's clock, when it arrived. */
  readonly at: number;
  readonly status: number;
  /** Null when the connection was dropped instead of answered. */
  readonly result: Json | null;
}

/** One thing that Slack hands to the app, over all its attempts. */
export interface DeliveryData {
  readonly id: string;
  readonly kind: 'events_api' | 'slash_commands' | 'interactive';
  /** The event's type, the command, or the interaction's type. */
  readonly what: string;
  readonly attempts: number;
  readonly state: 'under way' | 'waiting' | 'acknowledged' | 'given up';
  /** Why the last attempt failed. */
  readonly reason?: string;
  /** What the app answered within its acknowledgement. */
  readonly response?: Json;
}

export type Change =
  | { readonly type: 'message'; readonly message: MessageData }
  | { readonly type: 'update'; readonly message: MessageData }
  | { readonly type: 'delete'; readonly channel: string; readonly ts: string }
  | { readonly type: 'session'; readonly session: SessionData }
  | { readonly type: 'view'; readonly view: ViewData }
  | { readonly type: 'file'; readonly file: FileData }
  | { readonly type: 'person'; readonly person: PersonData }
  | { readonly type: 'channel'; readonly channel: ChannelData }
  | { readonly type: 'prompts'; readonly prompts: PromptsData }
  /** A call arrived; its `call` follows when it was answered. */
  | { readonly type: 'request'; readonly method: string; readonly args: Json }
  | { readonly type: 'call'; readonly call: CallData }
  | { readonly type: 'delivery'; readonly delivery: DeliveryData }
  | { readonly type: 'sockets'; readonly open: number };

export interface Snapshot {
  readonly team: TeamData;
  readonly app: AppData;
  readonly people: readonly PersonData[];
  readonly channels: readonly ChannelData[];
  readonly messages: readonly MessageData[];
  readonly sessions: readonly SessionData[];
  readonly views: readonly ViewData[];
  readonly files: readonly FileData[];
  readonly prompts: readonly PromptsData[];
}
