import type { Claim, Inbox } from '../core/inbox.ts';
import type { Replies, Reply } from '../core/reply.ts';
import type { Lease } from '../core/wakeups.ts';
import { writtenUrls } from '../core/written-urls.ts';
import { interruption } from './drain.ts';
import type { Question } from './question.ts';

/** A reply, and the Slack messages that stand for it so far. */
export interface Post {
  readonly reply: Reply;
  readonly begun: readonly string[];
}

interface Posting {
  readonly claim: Claim;
  readonly question: Question;
  readonly lease: Lease;
}

export interface PostDeps {
  readonly inbox: Pick<Inbox, 'begun'>;
  readonly replies: Replies;
}

/** Opens the reply to a claim: it goes on where an earlier try began, and may write while the lease holds. */
export function openPost({ claim, question, lease }: Posting, deps: PostDeps): Post {
  const { replies, inbox } = deps;
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
    approvedUrls: writtenUrls(wordsOfPeople(claim, question)),
    onBegun: async (ts) => {
      begun.push(ts);
      return await inbox.begun(claim, ts);
    },
    mayPost: () => lease.valid(),
    signal: gone.signal,
  });
  return { reply, begun };
}

function wordsOfPeople({ conversation }: Claim, { messages }: Question): readonly string[] {
  const before = conversation.messages.filter((message) => message.role === 'person');
  return [...before, ...messages].map((message) => message.text);
}
