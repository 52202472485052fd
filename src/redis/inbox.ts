import { z } from 'zod';
import type { Claim, CompletedTurn, Inbox } from '../core/inbox.ts';
import { threadKey, type Thread } from '../core/thread.ts';
import type { Log } from '../lib/log.ts';
import { readClaim } from './claim.ts';
import type { Keys } from './keys.ts';
import { writeRecord } from './records.ts';
import type { Connection } from './scripts.ts';
import { usageArguments } from './transcript.ts';

export interface InboxDeps {
  /** For what Slack waits for: gives up in time for Slack to deliver again. */
  readonly intake: Connection;
  /** For workers: waits until Redis is back. */
  readonly work: Connection;
  readonly keys: Keys;
  readonly ttlMs: number;
  readonly log: Log;
}

/**
 * The inbox over Redis: each promise of the port is one script.
 *
 * A waiting record that cannot be read (written by another version, or damaged) is set aside under the thread's
 * `broken` key, with an error in the log, so that it does not stand before all that follows; it stays there for a
 * person as long as the thread lives.
 */
export function createInbox({ intake, work, keys, ttlMs, log }: InboxDeps): Inbox {
  const claim = async (thread: Thread): Promise<Claim | null> => {
    const read = readClaim(thread, await work.architectClaim(...keys.thread(thread), ttlMs), log);
    if (read === null) return null;
    for (const [ts, record] of read.broken) {
      log.error(
        { thread: threadKey(thread), ts },
        'a stored question could not be read; set aside',
      );
      await work.architectDiscard(...keys.thread(thread), ttlMs, ts, record);
    }
    // Only unreadable entries: look again, a readable copy may have come instead.
    return read.claim.entries.length > 0 ? read.claim : claim(thread);
  };

  return {
    claim,

    async accept(message) {
      const { thread, ts, files, kind } = message;
      const record = writeRecord(message);
      const args = [ttlMs, ts, record, files.length, kind];
      return accepted.parse(await intake.architectAccept(...keys.thread(thread), ...args));
    },

    async begun({ thread, fence }, messageTs) {
      const args = [ttlMs, fence, messageTs];
      return (await work.architectBegin(...keys.thread(thread), ...args)) === 1;
    },

    async complete(held, turn) {
      const args = [ttlMs, held.fence, ...completionArguments(held, turn)];
      return completed.parse(await work.architectComplete(...keys.thread(held.thread), ...args));
    },

    async stop(thread) {
      await intake.architectStop(...keys.thread(thread), ttlMs);
    },

    async engaged(thread) {
      const [meta = ''] = keys.thread(thread);
      return (await intake.hexists(meta, 'engaged')) === 1;
    },
  };
}

function completionArguments(
  { entries }: Claim,
  turn: CompletedTurn,
): readonly (string | number)[] {
  return [
    turn.owner === null ? '' : writeRecord(turn.owner),
    turn.digest?.text ?? '',
    turn.digest?.covers ?? '',
    ...usageArguments(turn.usage),
    entries.length,
    ...entries.map((entry) => entry.message.ts),
    ...turn.messages.map(writeRecord),
  ];
}

const accepted = z.enum(['stored', 'merged', 'duplicate', 'taken', 'not-ours']);
const completed = z.enum(['completed', 'more', 'amended', 'fenced']);
