/** What the playground's server and its page say to each other: plain data, no client library, both sides import it. */

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
}

export interface Room {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
}

/** A Block Kit block as it came; the page draws the types that it knows and names those that it does not. */
export type WireBlock = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface WireFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
}

export interface WireMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly user: string;
  /** Markdown where the app posted Markdown, mrkdwn where it posted text. */
  readonly text: string;
  readonly format: 'markdown' | 'mrkdwn';
  readonly blocks: readonly WireBlock[];
  readonly files: readonly WireFile[];
  readonly streaming: boolean;
  readonly edited: boolean;
  /** Only this person sees it. */
  readonly onlyFor?: string;
}

/** The app's status line in a thread. */
export interface WireStatus {
  readonly channel: string;
  readonly threadTs: string;
  readonly text: string;
  /** The app can be stopped by the person. */
  readonly stoppable: boolean;
}

export interface WireView {
  readonly id: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly WireBlock[];
  /** Block id to sentence: what the app said about a submission. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface PageState {
  readonly people: readonly Person[];
  readonly rooms: readonly Room[];
  readonly messages: readonly WireMessage[];
  readonly statuses: readonly WireStatus[];
  readonly modal: WireView | null;
  readonly home: readonly WireBlock[];
  readonly suggestions: readonly { readonly title: string; readonly message: string }[];
  /** One line: what is real here and what stands in. */
  readonly about: string;
}

/** What the server sends over server-sent events. */
export type PageEvent =
  | { readonly type: 'state'; readonly state: PageState }
  | { readonly type: 'message'; readonly message: WireMessage }
  | { readonly type: 'removed'; readonly channel: string; readonly ts: string }
  | { readonly type: 'statuses'; readonly statuses: readonly WireStatus[] }
  | { readonly type: 'modal'; readonly modal: WireView | null }
  | { readonly type: 'home'; readonly home: readonly WireBlock[] };

/** What a person does on the page; each is posted to `/playground/act` and answered `{ok}` or `{error}`. */
export type PageAct =
  | {
      readonly act: 'say';
      readonly as: string;
      readonly channel: string;
      readonly threadTs?: string;
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
  | { readonly act: 'shortcut'; readonly as: string; readonly channel: string; readonly ts: string }
  | {
      readonly act: 'click';
      readonly as: string;
      readonly channel: string;
      readonly ts: string;
      readonly blockId?: string;
      readonly actionId: string;
      readonly value?: string;
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
  | { readonly act: 'home'; readonly as: string; readonly tab: 'home' | 'messages' };

export interface UploadedFile {
  readonly name: string;
  readonly mimetype: string;
  readonly base64: string;
}
