import type { ConversationMessage } from '../../core/conversation.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { Stores } from '../../core/stores.ts';
import type { Thread } from '../../core/thread.ts';
import { chosenBy } from './chosen-by.ts';
import type { StoredMessage, ThreadState } from './thread-state.ts';

/** Only reads. */
export async function inspectThread(stores: Stores, thread: Thread): Promise<ThreadState> {
  const { conversations, decisions } = stores;
  const [conversation, feedback, saved] = await Promise.all([
    conversations.load(thread),
    conversations.feedback(thread),
    decisions.list(thread.team),
  ]);
  const { owner, turns, usage, digest, digestedCount, messages } = conversation;
  return {
    owner: owner === null ? null : `${owner.agent}, ${chosenBy[owner.by]}`,
    turns,
    usage,
    digest,
    digestedCount,
    messages: messages.map(stored),
    feedback: feedback.map(({ verdict, user }) => `${verdict}, by ${user}`),
    decisions: saved
      .filter(({ source }) => isFrom(source?.thread, thread))
      .map(({ number, title, status }) => `${number} ${title} (${status})`),
  };
}

function isFrom(source: Thread | undefined, { channel, ts }: Thread): boolean {
  return source?.channel === channel && source.ts === ts;
}

function stored(message: ConversationMessage): StoredMessage {
  const { ts, text } = message;
  const common = { ts, chars: text.length, head: text.slice(0, HEAD_CHARS) };
  if (message.role === 'person') {
    const files = message.files.map(({ name }) => name);
    return { ...common, who: message.user, files, evidence: [], recommendation: null };
  }
  const { agent, evidence = [], recommendation } = message;
  return {
    ...common,
    who: agent ?? 'the bot itself',
    files: [],
    evidence: evidence.map(inWords),
    recommendation: recommendation?.title ?? null,
  };
}

export function inWords({ subject, verdict, summary }: Evidence): string {
  return `${subject}: ${verdict}, ${summary}`;
}

const HEAD_CHARS = 300;
