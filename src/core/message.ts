import type { Marker } from './marker.ts';
import type { ThreadRequest } from './request.ts';
import type { Thread } from './thread.ts';

/** How a message reached the bot. It decides who may be silent and which agent is asked for. */
export type MessageKind =
  /** `@architect …` in a channel, or the message shortcut. */
  | 'mention'
  /** A message in a direct conversation or in the agent's messages tab. */
  | 'direct'
  /** A reply without a mention in a thread that the bot takes part in. */
  | 'follow-up'
  /** `/schema-review`, its modal, or a button that asks for a review. */
  | 'schema-review'
  /** `/api-review`, its modal, or a button that asks for a review. */
  | 'api-review';

/** One message that a person sent to the bot, parsed at the edge, immutable from there on. */
export interface IncomingMessage {
  readonly thread: Thread;
  /** The message's own `ts`; with team and channel its identity (idempotency key). */
  readonly ts: string;
  readonly kind: MessageKind;
  /** Slack user id of the author. */
  readonly user: string;
  /** Workspace of the author where it is not the installing one (Slack Connect). */
  readonly userTeam?: string;
  /** Plain text: own mention stripped, entities decoded, links as "label (url)", well-formed UTF-16. */
  readonly text: string;
  readonly files: readonly FileRef[];
  /** An agent that was chosen by a command or a button, past every heuristic. */
  readonly agent?: string;
  /** What a button or a form asks for; `text` says the same in words, for the transcript. */
  readonly request?: ThreadRequest;
  /** Asked by a command, a form or a button, and not yet shown in the channel: then it waits in a room of its own. */
  readonly marker?: Marker;
  /** Milliseconds since the epoch, when this process received it. */
  readonly receivedAt: number;
  /** Follows the message through logs and into the reference id that a person is shown. */
  readonly traceId: string;
}

/** Somebody of another workspace, in a channel that both share. */
export function isFromGuest({ userTeam }: Pick<IncomingMessage, 'userTeam'>): boolean {
  return userTeam !== undefined;
}

/** A file in Slack: where to read it. Its content is never stored by us. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  /** Bytes, as Slack says; 0 when it does not. */
  readonly size: number;
  /** `url_private_download`, else `url_private`; absent for a Slack Connect stub (look it up by id). */
  readonly url?: string;
}
