import type { CallData, Change, Snapshot } from './slack/data.ts';

/** What the playground's server and its page say to each other. Plain data; both sides import it. */

/** Sent over server-sent events: everything first, then each change. */
export type PageEvent =
  | { readonly type: 'hello'; readonly hello: Hello }
  | { readonly type: 'log'; readonly line: LogLine }
  | Change;

export interface Hello {
  readonly snapshot: Snapshot;
  /** One line: what is real here and what stands in. */
  readonly about: string;
  /** What the bot logged so far. */
  readonly log: readonly LogLine[];
  /** What it asked of Slack so far. */
  readonly calls: readonly CallData[];
}

/** One line of the bot's log. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a person does on the page; posted to `playground/act`, answered `{ok: true}` or `{error}`. */
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
      readonly value?: string | undefined;
    }
  | {
      readonly act: 'submit';
      readonly as: string;
      readonly view: string;
      readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
    }
  | { readonly act: 'close'; readonly as: string; readonly view: string }
  | {
      readonly act: 'stop';
      readonly as: string;
      readonly channel: string;
      readonly threadTs: string;
    }
  | {
      readonly act: 'react';
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
export type FaultName = 'drop-sockets' | 'rate-limit' | 'refuse-streams' | 'expire-streams';

export interface UploadedFile {
  readonly name: string;
  readonly mimetype: string;
  readonly base64: string;
}
