import type { Deed } from './behind/deed.ts';
import type { CallData, Change, Snapshot } from './slack/data.ts';

export type { Deed, ModelDeed, ToolDeed } from './behind/deed.ts';
export type { StoredMessage, ThreadState } from './behind/thread-state.ts';

/** What the playground's server and its page say to each other. Plain data; both sides import it. */

/** Sent over server-sent events: everything first, then each change. */
export type PageEvent =
  | { readonly type: 'hello'; readonly hello: Hello }
  | { readonly type: 'log'; readonly line: LogLine }
  | { readonly type: 'deed'; readonly deed: Deed }
  | Change;

export interface Hello {
  readonly snapshot: Snapshot;
  /** One line: what is real here and what stands in. */
  readonly about: string;
  /** What the bot logged so far. */
  readonly log: readonly LogLine[];
  /** What it asked of Slack so far. */
  readonly calls: readonly CallData[];
  /** Requests to the model and runs of tools so far. */
  readonly deeds: readonly Deed[];
  readonly faults: readonly FaultOffer[];
}

/** One line of the bot's log. */
export interface LogLine {
  /** Counted from the start. */
  readonly n: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What was chosen or written in one element: several only where it takes several. */
export type Entry = string | readonly string[];

/** Block id → action id → entry. */
export type Entries = Readonly<
  Record<string, Readonly<Record<string, Entry | readonly UploadedFile[]>>>
>;

/** What a person does on the page; posted to `playground/act`, answered `{ok: true}`, `{said}` or `{error}`. */
export type PageAct =
  | {
      readonly act: 'say';
      readonly as: string;
      readonly channel: string;
      readonly threadTs?: string | undefined;
      /** As typed: "@architect", not "<@U1>". */
      readonly text: string;
      readonly files: readonly UploadedFile[];
    }
  | {
      readonly act: 'command';
      readonly as: string;
      readonly channel: string;
      readonly command: string;
      readonly text: string;
    }
  | {
      readonly act: 'shortcut';
      readonly as: string;
      readonly channel: string;
      readonly ts: string;
    }
  | {
      readonly act: 'click';
      readonly as: string;
      readonly channel: string;
      readonly ts: string;
      readonly actionId: string;
      readonly blockId?: string | undefined;
      readonly value?: Entry | undefined;
    }
  /** In a modal or on the Home tab; `values` is what stands in the inputs meanwhile. */
  | {
      readonly act: 'click-view';
      readonly as: string;
      readonly view: string;
      readonly actionId: string;
      readonly blockId?: string | undefined;
      readonly value?: Entry | undefined;
      readonly values: Entries;
    }
  | {
      readonly act: 'submit';
      readonly as: string;
      readonly view: string;
      readonly values: Entries;
    }
  | { readonly act: 'close'; readonly as: string; readonly view: string }
  | {
      readonly act: 'stop';
      readonly as: string;
      readonly channel: string;
      readonly threadTs: string;
    }
  | {
      readonly act: 'react' | 'unreact';
      readonly as: string;
      readonly channel: string;
      readonly ts: string;
      readonly reaction: string;
    }
  | {
      readonly act: 'edit';
      readonly as: string;
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
    }
  | {
      readonly act: 'remove';
      readonly as: string;
      readonly channel: string;
      readonly ts: string;
    }
  /** Adds the app to the channel. */
  | { readonly act: 'invite'; readonly as: string; readonly channel: string }
  | { readonly act: 'fault'; readonly as: string; readonly fault: FaultName }
  | { readonly act: 'open'; readonly as: string; readonly tab: 'home' | 'messages' };

/** Trouble that a person can make, to see the question survive it. */
export const faultNames = [
  'kill-worker',
  'restart-redis',
  'drop-sockets',
  'rate-limit',
  'refuse-streams',
  'expire-streams',
  'limit-model',
  'overload-model',
] as const;

export type FaultName = (typeof faultNames)[number];

export interface FaultOffer {
  readonly fault: FaultName;
  readonly label: string;
  /** What really happens, and what is only simulated. */
  readonly what: string;
  /** Why it cannot be made here; null when it can. */
  readonly unavailable: string | null;
}

export interface UploadedFile {
  readonly name: string;
  readonly mimetype: string;
  readonly base64: string;
}
