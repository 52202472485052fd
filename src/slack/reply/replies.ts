import type { Clock } from '../../core/clock.ts';
import type { Replies, Reply, ReplyTarget } from '../../core/reply.ts';
import type { Log } from '../../lib/log.ts';
import type { SlackClients } from '../clients.ts';
import { approveLinks } from '../text/approved-links.ts';
import type { NeutraliserOptions } from '../text/neutralise.ts';
import { createBell } from './bell.ts';
import type { Desk } from './desk.ts';
import { createGate } from './gate.ts';
import { createMessageLog } from './messages.ts';
import { createPace } from './pace.ts';
import { SlackReply } from './reply.ts';
import { StatusLine } from './status-line.ts';
import { createStatusWays, type StatusWays } from './status-ways.ts';
import { createStreamPermits, type StreamPermits } from './stream-permits.ts';

export interface RepliesOptions {
  readonly clients: SlackClients;
  /** The bot's own user: whose messages a later attempt may take over. */
  readonly botUserId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Hosts whose pages may be linked in answers: `wiki.example.com`, `*.example.com`. */
  readonly approvedHosts: readonly string[];
  /** False: never streamed, always posted and edited (some workspaces show a stream to its recipient alone). */
  readonly streaming: boolean;
}

/** Answers in Slack: streamed where the workspace lets us, posted and edited elsewhere. */
export function createReplies(options: RepliesOptions): Replies {
  const memory = {
    permits: options.streaming ? createStreamPermits(options.clock) : noStreams,
    ways: createStatusWays(options.clock),
  };
  return { open: (target) => open(target, options, memory) };
}

const noStreams: StreamPermits = { allowed: () => false, refused: () => {} };

interface Memory {
  readonly permits: StreamPermits;
  readonly ways: StatusWays;
}

function open(target: ReplyTarget, options: RepliesOptions, { permits, ways }: Memory): Reply {
  const { clients, botUserId, clock } = options;
  const { thread, questionTs, mayPost } = target;
  const log = options.log.child({ channel: thread.channel, thread: thread.ts, questionTs });
  const client = clients.delivery;
  const desk: Desk = {
    target,
    clients,
    botUserId,
    clock,
    log,
    permits,
    gate: createGate({ client, clock, mayPost, signal: target.signal }),
    pace: createPace(clock),
    messages: createMessageLog(target.begun),
    status: new StatusLine({ client, thread, ways, clock, log, mayPost }),
  };
  return new SlackReply(desk, createBell(clock), safety(target, options));
}

/** An answer may mention the person who asked, and link what people linked. */
function safety(
  { user, approvedUrls = new Set() }: ReplyTarget,
  { approvedHosts }: RepliesOptions,
): NeutraliserOptions {
  return {
    isApproved: approveLinks({ hosts: approvedHosts, urls: approvedUrls }),
    isKnownUser: (id) => id === user,
  };
}
