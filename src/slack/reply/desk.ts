import type { Clock } from '../../core/clock.ts';
import type { ReplyTarget } from '../../core/reply.ts';
import type { Log } from '../../lib/log.ts';
import type { SlackClients } from '../clients.ts';
import type { Gate } from './gate.ts';
import type { MessageLog } from './messages.ts';
import type { Pace } from './pace.ts';
import type { StatusLine } from './status-line.ts';
import type { StreamPermits } from './stream-permits.ts';

/** What the steps of one reply work with. */
export interface Desk {
  readonly target: ReplyTarget;
  readonly clients: SlackClients;
  readonly botUserId: string;
  readonly gate: Gate;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
  readonly messages: MessageLog;
  readonly permits: StreamPermits;
  readonly status: StatusLine;
}
