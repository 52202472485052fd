import { type Clock, isoDate } from '../core/clock.ts';
import type { Claim, Inbox } from '../core/inbox.ts';
import type { ReplyRefused } from '../core/reply.ts';
import { type Ledger, totalTokens } from '../core/usage.ts';
import type { Lease } from '../core/wakeups.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { TurnEnd } from './drain.ts';
import { type Post, type PostDeps, openPost } from './post.ts';
import { type Question, referenceOf } from './question.ts';
import { recordOf } from './record.ts';
import { type Said, houseWord } from './said.ts';
import type { Stopwatch } from './stopwatch.ts';
import { apology } from './words.ts';

export interface SettlingDeps extends PostDeps {
  readonly inbox: Pick<Inbox, 'begun' | 'complete'>;
  readonly ledger: Pick<Ledger, 'add'>;
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

interface Settling {
  readonly claim: Claim;
  readonly question: Question;
  readonly said: Said;
  readonly post: Post;
  readonly watch: Stopwatch;
  readonly log: Log;
}

/** Closes the reply, then writes the turn down. */
export async function settle(turn: Settling, deps: SettlingDeps): Promise<TurnEnd> {
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

/** Slack takes no reply there any more; the question leaves the inbox, since no later try can do better. */
export async function giveUp(
  turn: Pick<Settling, 'claim' | 'question' | 'log'> & { readonly thrown: ReplyRefused },
  deps: SettlingDeps,
): Promise<TurnEnd> {
  const { claim, question, thrown, log } = turn;
  log.error({ err: thrown, code: thrown.code }, 'Slack takes no reply in this thread');
  const said = houseWord('', claim.conversation.owner, { outcome: 'failed', failure: 'slack' });
  deps.onTurn({ said, tookMs: 0, firstTextMs: null });
  return await deps.inbox.complete(claim, recordOf(question, said, null));
}

/** After the last try: the apology goes where the answer was begun. */
export async function apologise(
  turn: Omit<Settling, 'said'> & { readonly lease: Lease },
  deps: SettlingDeps,
): Promise<TurnEnd> {
  const { claim, question, lease, post } = turn;
  const again = { ...claim, begun: post.begun };
  const fresh = openPost({ claim: again, question, lease }, deps);
  const words = apology(referenceOf(question.last));
  const wrong = { outcome: 'failed', failure: 'internal' } as const;
  const said = houseWord(words, claim.conversation.owner, wrong);
  fresh.reply.append(said.text);
  return await settle({ ...turn, said, post: fresh }, deps);
}

/** A day's bookkeeping: it may miss a turn, and never stands in the way of one. */
async function charge(question: Question, said: Said, { ledger, clock, log }: SettlingDeps) {
  if (totalTokens(said.usage) === 0) return;
  const { thread, user } = question.last;
  const day = isoDate(clock.now());
  await ledger.add(thread.team, user, day, said.usage).catch((thrown: unknown) => {
    log.warn({ err: toError(thrown) }, 'the spending of a turn was not booked');
  });
}
