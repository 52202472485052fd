import { useEffect, useState } from 'preact/hooks';
import type { MessageData, Snapshot } from '../slack/data.ts';
import type { Place } from './address.ts';
import { isRoot, threadOf } from './threads.ts';
import { visibleIn } from './world.ts';

/** What the person has not looked at yet. */
export interface Seen {
  /** Messages of others in the room, threads included. */
  unreadIn(room: string): number;
  unreadInThread(room: string, thread: string): boolean;
}

/** Remembers how far each person has read, from when the page was opened. */
export function useSeen(snapshot: Snapshot | undefined, me: string, place: Place): Seen {
  const [marks, setMarks] = useState<ReadonlyMap<string, string>>(new Map());
  const [openedAt] = useState(() => String(Date.now() / 1000));
  const keyOf = (message: MessageData) => {
    const thread = isRoot(message) ? '' : threadOf(message);
    return `${me}:${message.channel}:${thread}`;
  };
  const messages = snapshot?.messages;
  useEffect(() => {
    if (snapshot === undefined || place.tab === 'home') return;
    const latest = new Map<string, string>();
    for (const message of visibleIn(snapshot, place.room, me)) {
      if (isRoot(message) || threadOf(message) === place.thread) {
        latest.set(keyOf(message), message.ts);
      }
    }
    setMarks((before) => {
      const news = [...latest].some(([key, ts]) => before.get(key) !== ts);
      return news ? new Map([...before, ...latest]) : before;
    });
  }, [messages, me, place.room, place.thread, place.tab]);

  const isUnread = (message: MessageData) =>
    message.user !== me && Number(message.ts) > Number(marks.get(keyOf(message)) ?? openedAt);
  return {
    unreadIn: (room) =>
      snapshot === undefined ? 0 : visibleIn(snapshot, room, me).filter(isUnread).length,
    unreadInThread: (room, thread) =>
      snapshot !== undefined &&
      visibleIn(snapshot, room, me).some(
        (message) => !isRoot(message) && threadOf(message) === thread && isUnread(message),
      ),
  };
}
