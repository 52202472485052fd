import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { FileRef } from '../../core/message.ts';
import { isKeptOut, refusalOf } from '../refusal.ts';
import { slackFile, toFileRefs } from './file-ref.ts';
import { listOf } from './list-of.ts';
import type { ReviewKind } from './review-kind.ts';
import { within } from './within.ts';

export type RecentFile =
  /** `together`: all that fit in the message that brought it, in their order; the first is `file`. */
  | { readonly file: FileRef; readonly together: readonly FileRef[] }
  | { readonly none: 'no-file' }
  /** We are not in the channel: nothing can be answered there either. */
  | { readonly none: 'kept-out' };

/**
 * The newest file fit for the review that the person shared in the channel in the last ten minutes. Asks history once and
 * within `budgetMs`: the caller's `trigger_id` lives for three seconds. A look-up that fails is "no file".
 */
export async function findRecentFile(
  where: { readonly channel: string; readonly user: string } & Pick<ReviewKind, 'takes'>,
  { lookup, clock, budgetMs }: { lookup: WebClient; clock: Clock; budgetMs: number },
): Promise<RecentFile> {
  const since = clock.now() - RECENT_MS;
  try {
    const asked = lookup.conversations.history({
      channel: where.channel,
      limit: LOOK_AT,
      oldest: (since / 1_000).toFixed(6),
    });
    const answer = await within(clock, budgetMs, asked);
    if (answer === null) return { none: 'no-file' };
    const [together = []] = history
      .parse(answer)
      .messages.filter(({ user, bot_id }) => user === where.user && bot_id == null)
      .filter(({ ts }) => Number(ts) * 1_000 >= since)
      .map(({ files }) => toFileRefs(files).filter(where.takes))
      .filter((files) => files.length > 0);
    const [file] = together;
    return file === undefined ? { none: 'no-file' } : { file, together };
  } catch (thrown) {
    return { none: isKeptOut(refusalOf(thrown)) ? 'kept-out' : 'no-file' };
  }
}

/** Newest first, as Slack answers. */
const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      user: z.string().nullish(),
      bot_id: z.string().nullish(),
      files: listOf(slackFile),
    }),
  ),
});

const RECENT_MS = 10 * 60_000;
const LOOK_AT = 15;
