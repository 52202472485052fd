import type { Receiver } from '@slack/bolt';
import type { Route } from './http-server.ts';

/** A Bolt receiver that can be told to take nothing more, before it is closed. */
export interface Source extends Receiver {
  start(): Promise<void>;
  /** From here on nothing is taken and nothing acknowledged: Slack brings it again, or to somebody else. */
  pause(): void;
  stop(): Promise<void>;
  connected(): boolean;
  /** What it wants to be served on the process's HTTP server. */
  readonly routes: readonly Route[];
}
