import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SettingsChange } from './settings.ts';

export interface LocalSlackOptions extends SettingsChange {
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** The workspace's clock, in milliseconds since the epoch. */
  readonly now?: () => number;
  readonly team?: string;
  readonly botName?: string;
  /** Their names; ada, grace and linus unless said. */
  readonly people?: readonly string[];
  /** Events go here instead of to sockets; several take turns. */
  readonly requestUrls?: readonly string[];
  /** Requests that are none of Slack's: the playground's page. */
  readonly otherwise?: (request: IncomingMessage, response: ServerResponse) => void;
}
