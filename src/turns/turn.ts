import type { Clock } from '../core/clock.ts';
import type { Claim } from '../core/inbox.ts';
import { type Reply, ReplyFenced, ReplyRefused } from '../core/reply.ts';
import type { Lease } from '../core/wakeups.ts';
import { toError } from '../lib/errors.ts';
import { MAX_ATTEMPTS, type TakeTurn, type TurnEnd, interruption, isHandedOver } from './drain.ts';
import { openPost } from './post.ts';
import { questionOf } from './question.ts';
import type { Respond } from './respond.ts';
import { type SettlingDeps, apologise, giveUp, settle } from './settle.ts';
import { startStopwatch } from './stopwatch.ts';

export interface TurnDeps extends SettlingDeps {
  readonly respond: Respond;
}

/** Longer than Slack lets pass between the two copies of a mention, shorter than anybody notices. */
const TWIN_MS = 300;

/**
 * One turn: from what waits in a thread to a finished reply and a transcript that holds both.
 *
 * The order is the guarantee. The reply is finished first and the inbox completed after, so a crash between the two
 * repeats the answer into the same Slack message; the other way round it would lose it.
 */
export function createTakeTurn(deps: TurnDeps): TakeTurn {
  return async (claim, lease) => {
    const question = questionOf(claim);
    const log = deps.log.child({ traceId: question.last.traceId, ...claim.thread });
    const watch = startStopwatch(deps.clock, question.last.receivedAt);
    const post = openPost({ claim, question, lease }, deps);
    try {
      const said = await deps.respond({
        claim,
        question,
        lease,
        reply: watch.over(post.reply),
        log,
      });
      if (said === null || (await twinBroughtFiles(claim, lease, deps.clock))) {
        return await handOver(post.reply);
      }
      return await settle({ claim, question, said, post, watch, log }, deps);
    } catch (thrown) {
      await post.reply.abandon();
      if (thrown instanceof ReplyFenced) return 'fenced';
      if (isHandedOver(lease)) return 'abandoned';
      if (thrown instanceof ReplyRefused)
        return await giveUp({ claim, question, thrown, log }, deps);
      log.error({ err: toError(thrown), attempts: question.attempts }, 'a turn failed');
      if (question.attempts + 1 < MAX_ATTEMPTS) throw thrown;
      return await apologise({ claim, question, lease, post, watch, log }, deps);
    }
  };
}

/**
 * A mention arrives twice, a moment apart, and only one copy may carry its files. An answer that is ready sooner than
 * the second copy (a canned one; never a model's) waits for it, so that files are not left unread.
 */
async function twinBroughtFiles({ entries }: Claim, lease: Lease, clock: Clock): Promise<boolean> {
  const alone = entries.filter(
    ({ message: { kind, files, request }, copies }) =>
      kind === 'mention' && request === undefined && copies === 1 && files.length === 0,
  );
  const latest = Math.max(0, ...alone.map(({ message }) => message.receivedAt));
  const waitMs = latest + TWIN_MS - clock.now();
  // Rejects when the lease's signal fires, which is what is waited for.
  if (waitMs > 0) await clock.sleep(waitMs, lease.signal).catch(() => {});
  return interruption(lease) === 'amended';
}

async function handOver(reply: Reply): Promise<TurnEnd> {
  await reply.abandon();
  return 'abandoned';
}
