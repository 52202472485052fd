import { z } from 'zod';
import { compareTs } from '../../core/timestamp.ts';
import type { Desk } from './desk.ts';
import { failureOf } from './failure.ts';

/**
 * Names of the files that we posted below this answer. Files follow the text, so nothing before the answer's first
 * message is meant: an earlier answer's "review.md" is another file.
 */
export async function namesPosted(desk: Desk): Promise<ReadonlySet<string>> {
  const { clients, target, messages, botUserId, gate } = desk;
  const { thread, questionTs } = target;
  const [since = questionTs] = [...messages.all].toSorted(compareTs);
  for (let look = 1; ; look += 1) {
    try {
      const page = replies.parse(
        // oxlint-disable-next-line no-await-in-loop -- one look after the other
        await clients.lookup.conversations.replies({
          channel: thread.channel,
          ts: thread.ts,
          oldest: since,
          limit: PAGE,
        }),
      );
      const ours = page.messages.filter(({ user, ts }) => user === botUserId && ts !== thread.ts);
      return new Set(ours.flatMap(({ files }) => files.map(({ name }) => name)));
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.kind === 'rejected' || look >= LOOKS) {
        desk.log.warn({ failure: failure.kind }, 'could not look for files posted before');
        return new Set();
      }
      // oxlint-disable-next-line no-await-in-loop -- the wait before the next look
      await gate.pause(failure.kind === 'rate-limited' ? failure.retryAfterMs : look * 500);
    }
  }
}

const LOOKS = 4;
const PAGE = 100;

const replies = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        user: z.string().optional(),
        files: z.array(z.object({ name: z.string().catch('') })).default([]),
      }),
    )
    .default([]),
});
