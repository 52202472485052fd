import type { Clock } from '../core/clock.ts';
import type { Claim, Inbox } from '../core/inbox.ts';
import { type Replies, type Reply, ReplyFenced, ReplyRefused } from '../core/reply.ts';
import { type Ledger, totalTokens } from '../core/usage.ts';
import type { Lease } from '../core/wakeups.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { type TakeTurn, type TurnEnd, interruption } from './drain.ts';
import { type Question, questionOf, referenceOf } from './question.ts';
import { recordOf } from './record.ts';
import type { Respond } from './respond.ts';
import { type Said, houseWord } from './said.ts';
import type { Stopwatch } from './stopwatch.ts';
import { startStopwatch } from './stopwatch.ts';
import { apology } from './words.ts';

export interface TurnDeps {
  readonly inbox: Pick<Inbox, 'begun' | 'complete'>;
  readonly ledger: Pick<Ledger, 'add'>;
  readonly replies: Replies;
  readonly respond: Respond;
  /** One finished turn, for the metrics. */
  readonly onTurn: (turn: FinishedTurn) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface FinishedTurn {
  readonly said: Said;
  readonly tookMs: number;
  /** From the question's arrival to the first text that was handed to Slack. */
  readonly firstTextMs: number | null;
}

/** Longer than Slack lets pass between the two copies of a mention, shorter than anybody notices. */
const TWIN_MS = 300;

/** Tries before the person gets an apology instead: one, and two more under other stars. */
const MAX_ATTEMPTS = 3;

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
    const post = openPost(claim, question, lease, deps.replies, deps.inbox);
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
      if (interruption(lease) !== null && interruption(lease) !== 'stop') return 'abandoned';
      if (thrown instanceof ReplyRefused)
        return await giveUp({ claim, question, thrown, log }, deps);
      log.error({ err: toError(thrown), attempts: question.attempts }, 'a turn failed');
      if (question.attempts + 1 < MAX_ATTEMPTS) throw thrown;
      return await apologise({ claim, question, lease, post, watch, log }, deps);
    }
  };
}

/** A reply, and the Slack messages that stand for it so far. */
interface Post {
  readonly reply: Reply;
  readonly begun: readonly string[];
}

function openPost(
  claim: Claim,
  question: Question,
  lease: Lease,
  replies: Replies,
  inbox: TurnDeps['inbox'],
): Post {
  const { last } = question;
  const begun = [...claim.begun];
  const gone = new AbortController();
  lease.signal.addEventListener('abort', () => {
    // After a stop the reply is still to be closed with a word; only a lost thread may not be written to.
    const why = interruption(lease);
    if (why === 'lease-lost' || why === 'shutdown') gone.abort(why);
  });
  const reply = replies.open({
    thread: claim.thread,
    questionTs: last.ts,
    user: last.user,
    userTeam: last.userTeam ?? claim.thread.team,
    begun: claim.begun,
    retried: question.attempts > 0,
    approvedUrls: writtenUrls(claim, question),
    onBegun: async (ts) => {
      begun.push(ts);
      return await inbox.begun(claim, ts);
    },
    mayPost: () => lease.valid(),
    signal: gone.signal,
  });
  return { reply, begun };
}

/** The addresses that people of the thread wrote themselves. */
function writtenUrls({ conversation }: Claim, { messages }: Question): ReadonlySet<string> {
  const before = conversation.messages.filter((message) => message.role === 'person');
  const texts = [...before, ...messages].map((message) => message.text);
  const written = texts.flatMap((text) => text.match(/https?:\/\/[^\s<>()"'`]+/g) ?? []);
  // A sentence's end is not the address's.
  return new Set(written.map((url) => url.replace(/[.,;:!?]+$/, '')));
}

interface Settling {
  readonly claim: Claim;
  readonly question: Question;
  readonly said: Said;
  readonly post: Post;
  readonly watch: Stopwatch;
  readonly log: Log;
}

async function settle(turn: Settling, deps: TurnDeps): Promise<TurnEnd> {
  const { claim, question, said, post, watch, log } = turn;
  const answerTs = await post.reply.finish(said.ending);
  const [end] = await Promise.all([
    deps.inbox.complete(claim, recordOf(question, said, answerTs)),
    charge(question, said, deps),
  ]);
  const times = watch.times();
  const { outcome } = said.ending;
  log.info({ agent: said.agent, outcome, end, usage: said.usage, ...times }, 'turn finished');
  deps.onTurn({ said, ...times });
  return end;
}

/** A day's bookkeeping: it may miss a turn, and never stands in the way of one. */
async function charge(question: Question, said: Said, { ledger, clock, log }: TurnDeps) {
  if (totalTokens(said.usage) === 0) return;
  const { thread, user } = question.last;
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  await ledger.add(thread.team, user, day, said.usage).catch((thrown: unknown) => {
    log.warn({ err: toError(thrown) }, 'the spending of a turn was not booked');
  });
}

/**
 * A mention arrives twice, a moment apart, and only one copy may carry its files. An answer that is ready sooner than
 * the second copy (a canned one; never a model's) waits for it, so that files are not left unread.
 */
async function twinBroughtFiles({ entries }: Claim, lease: Lease, clock: Clock): Promise<boolean> {
  const alone = entries.filter(
    ({ message: { kind, files }, copies }) =>
      kind === 'mention' && copies === 1 && files.length === 0,
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

/** Slack takes no reply there any more; the question leaves the inbox, since no later try can do better. */
async function giveUp(
  turn: Pick<Settling, 'claim' | 'question' | 'log'> & { readonly thrown: ReplyRefused },
  deps: TurnDeps,
): Promise<TurnEnd> {
  const { claim, question, thrown, log } = turn;
  log.error({ err: thrown, code: thrown.code }, 'Slack takes no reply in this thread');
  const said = houseWord('', claim.conversation.owner, { outcome: 'failed', failure: 'slack' });
  deps.onTurn({ said, tookMs: 0, firstTextMs: null });
  return await deps.inbox.complete(claim, recordOf(question, said, null));
}

async function apologise(
  turn: Omit<Settling, 'said'> & { readonly lease: Lease },
  deps: TurnDeps,
): Promise<TurnEnd> {
  const { claim, question, lease, post } = turn;
  const again = { ...claim, begun: post.begun };
  const fresh = openPost(again, question, lease, deps.replies, deps.inbox);
  const words = apology(referenceOf(question.last));
  const wrong = { outcome: 'failed', failure: 'internal' } as const;
  const said = houseWord(words, claim.conversation.owner, wrong);
  fresh.reply.append(said.text);
  return await settle({ ...turn, said, post: fresh }, deps);
}
