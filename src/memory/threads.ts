import type { Clock } from '../core/clock.ts';
import type { Conversation, ConversationMessage, Feedback } from '../core/conversation.ts';
import type { ThreadOwner } from '../core/dispatch.ts';
import type { IncomingMessage, MessageKind } from '../core/message.ts';
import { threadKey, type Thread, type ThreadKey } from '../core/thread.ts';
import { noUsage, type Usage } from '../core/usage.ts';

interface WaitingEntry {
  message: IncomingMessage;
  kind: MessageKind;
  attempts: number;
  stopped: boolean;
  amended: boolean;
  copies: number;
}

/** All that is kept of one thread: the same parts as the Redis adapter's keys. */
export interface ThreadState {
  engaged: boolean;
  fence: number;
  /** The fence that was completed last. */
  completed: number;
  readonly inbox: Map<string, WaitingEntry>;
  /** Message ts -> number of files, of all that was ever accepted. */
  readonly seen: Map<string, number>;
  readonly begun: Set<string>;
  readonly transcript: ConversationMessage[];
  owner: ThreadOwner | null;
  digest: { readonly text: string; readonly covers: number } | null;
  usage: Usage;
  turns: number;
  readonly feedback: Map<string, Feedback>;
  expiresAt: number;
}

export interface Threads {
  /** To read: undefined when nothing is known of the thread. */
  find(thread: Thread): ThreadState | undefined;
  /** To write: made when new, and kept for another time to live. */
  open(thread: Thread): ThreadState;
}

/** Threads in process memory. Those whose time is over go when the next one is opened after a minute. */
export function createThreads({ clock, ttlMs }: { clock: Clock; ttlMs: number }): Threads {
  const states = new Map<ThreadKey, ThreadState>();
  const sweepEveryMs = 60_000;
  let sweptAt = clock.now();

  const find = (thread: Thread) => {
    const state = states.get(threadKey(thread));
    return state !== undefined && state.expiresAt > clock.now() ? state : undefined;
  };

  const sweep = () => {
    if (clock.now() - sweptAt < sweepEveryMs) return;
    sweptAt = clock.now();
    for (const [key, state] of states) if (state.expiresAt <= clock.now()) states.delete(key);
  };

  return {
    find,
    open(thread) {
      sweep();
      const state = find(thread) ?? emptyThread();
      state.expiresAt = clock.now() + ttlMs;
      states.set(threadKey(thread), state);
      return state;
    },
  };
}

function emptyThread(): ThreadState {
  return {
    engaged: false,
    fence: 0,
    completed: 0,
    inbox: new Map(),
    seen: new Map(),
    begun: new Set(),
    transcript: [],
    owner: null,
    digest: null,
    usage: noUsage,
    turns: 0,
    feedback: new Map(),
    expiresAt: 0,
  };
}

export function conversationOf(state: ThreadState | undefined): Conversation {
  return {
    messages: [...(state?.transcript ?? [])],
    owner: state?.owner ?? null,
    digest: state?.digest?.text ?? null,
    digestedCount: state?.digest?.covers ?? 0,
    usage: state?.usage ?? noUsage,
    turns: state?.turns ?? 0,
  };
}
