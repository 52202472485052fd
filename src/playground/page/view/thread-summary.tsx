import type { MessageData } from '../../slack/data.ts';
import { clockTime } from '../when.ts';
import { isRoot, threadOf } from '../threads.ts';
import { personOf, visibleIn, type World } from '../world.ts';
import { Avatar } from './avatar.tsx';

/** Under a message in the room: who answered, how often, and the way there. */
export function ThreadSummary({ world, message }: { world: World; message: MessageData }) {
  const { snapshot, me, seen, go, place } = world;
  const { channel, ts } = message;
  const replies = visibleIn(snapshot, channel, me).filter(
    (reply) => threadOf(reply) === ts && !isRoot(reply) && reply.onlyFor === undefined,
  );
  const session = snapshot.sessions.find((s) => s.channel === channel && s.threadTs === ts);
  const working = session?.status === 'processing';
  const last = replies.at(-1);
  if (last === undefined && !working) return null;
  const authors = [...new Set(replies.map((reply) => reply.user))];
  const unread = seen.unreadInThread(channel, ts);
  return (
    <button
      type="button"
      class={unread ? 'replies unread' : 'replies'}
      aria-expanded={place.thread === ts}
      onClick={() => go({ thread: ts })}
    >
      {authors.slice(0, 4).map((id) => (
        <Avatar key={id} person={personOf(snapshot, id)} small />
      ))}
      {last !== undefined && (
        <strong>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</strong>
      )}
      {working ? (
        <span class="working">
          <span class="pulse" aria-hidden="true" /> working…
        </span>
      ) : (
        last !== undefined && <span class="quiet">last at {clockTime(last.ts)}</span>
      )}
      {unread && <span class="dot" role="img" aria-label="unread" />}
    </button>
  );
}
