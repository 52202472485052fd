import type { Accepted, Claim, Completed, CompletedTurn, Inbox } from '../core/inbox.ts';
import type { IncomingMessage } from '../core/message.ts';
import type { Thread } from '../core/thread.ts';
import { compareTs } from '../core/timestamp.ts';
import { addUsage } from '../core/usage.ts';
import { conversationOf, type Threads, type ThreadState } from './threads.ts';

/** The inbox in process memory: the same steps as the Redis adapter's scripts, atomic because none of them waits. */
export function createInbox(threads: Threads): Inbox {
  return {
    accept: async (message) => accept(threads, message),
    claim: async (thread) => claim(threads, thread),
    begun: async (held, messageTs) => {
      const state = threads.open(held.thread);
      if (state.fence !== held.fence) return false;
      state.begun.add(messageTs);
      return true;
    },
    complete: async (held, turn) => complete(threads.open(held.thread), held, turn),
    stop: async (thread) => {
      for (const entry of threads.open(thread).inbox.values()) entry.stopped = true;
    },
    engaged: async (thread) => threads.find(thread)?.engaged ?? false,
  };
}

function accept(threads: Threads, message: IncomingMessage): Accepted {
  const { thread, ts, kind, files } = message;
  const followUp = kind === 'follow-up';
  if (followUp && !threads.find(thread)?.engaged && !threads.find(thread)?.seen.has(ts)) {
    return 'not-ours';
  }
  const state = threads.open(thread);
  const known = state.seen.get(ts);
  if (known === undefined) {
    state.seen.set(ts, files.length);
    state.inbox.set(ts, { message, kind, attempts: 0, stopped: false, amended: false, copies: 1 });
    state.engaged ||= !followUp;
    return 'stored';
  }
  const entry = state.inbox.get(ts);
  if (entry === undefined) return 'taken';
  entry.copies += 1;
  state.engaged ||= !followUp;
  if (entry.kind === 'follow-up') entry.kind = kind;
  if (files.length > known) {
    state.seen.set(ts, files.length);
    entry.message = message;
    entry.amended = entry.attempts > 0;
    return 'merged';
  }
  return entry.attempts > 0 ? 'taken' : 'duplicate';
}

function claim(threads: Threads, thread: Thread): Claim | null {
  if ((threads.find(thread)?.inbox.size ?? 0) === 0) return null;
  const state = threads.open(thread);
  state.fence += 1;
  const waiting = [...state.inbox.values()].toSorted((a, b) =>
    compareTs(a.message.ts, b.message.ts),
  );
  const entries = waiting.map((entry) => {
    entry.amended = false;
    entry.attempts += 1;
    return {
      message: { ...entry.message, kind: entry.kind },
      attempts: entry.attempts - 1,
      stopped: entry.stopped,
      copies: entry.copies,
    };
  });
  return {
    thread,
    fence: state.fence,
    entries,
    begun: [...state.begun].toSorted(compareTs),
    conversation: conversationOf(state),
  };
}

function complete(state: ThreadState, { fence, entries }: Claim, turn: CompletedTurn): Completed {
  if (state.fence !== fence) return 'fenced';
  if (state.completed === fence) return rest(state);
  if (entries.some(({ message }) => state.inbox.get(message.ts)?.amended)) return 'amended';
  for (const { message } of entries) state.inbox.delete(message.ts);
  state.transcript.push(...turn.messages);
  state.begun.clear();
  state.completed = fence;
  state.owner = turn.owner;
  state.digest = turn.digest ?? state.digest;
  state.usage = addUsage(state.usage, turn.usage);
  state.turns += 1;
  return rest(state);
}

function rest(state: ThreadState): Completed {
  return state.inbox.size === 0 ? 'completed' : 'more';
}
