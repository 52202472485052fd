import { useEffect, useRef, useState } from 'preact/hooks';
import type { Snapshot } from '../slack/data.ts';
import type { PageAct } from '../wire.ts';
import { type Address, type Place, readAddress, writeAddress } from './address.ts';
import { roomsOf } from './rooms.ts';
import { threadOf } from './threads.ts';

interface PlaceOptions {
  readonly snapshot: Snapshot;
  readonly attempt: (deed: PageAct) => Promise<boolean>;
}

/**
 * Who the person is and where, which the page's address keeps, and the acts that lead elsewhere: a question asked
 * opens the thread of its answer.
 */
export function usePlace({ snapshot, attempt }: PlaceOptions) {
  const [{ me, place: wanted }, setAddress] = useState(() => arrive(snapshot));
  const rooms = roomsOf(snapshot, me);
  const first: Place = { room: rooms[0]?.id ?? '', tab: 'messages', thread: null };
  // Another person does not see every room of the one before.
  const isThere = wanted.room === '' || rooms.some(({ id }) => id === wanted.room);
  const place = isThere ? wanted : first;
  const [focusThread, setFocusThread] = useState(false);
  const asked = useRef<Asked | null>(null);
  const shortcutIn = useRef<string | null>(null);
  const setPlace = (next: Place) => setAddress({ me, place: next });

  const hash = writeAddress({ me, place }, snapshot);
  useEffect(() => {
    if (location.hash !== hash) history.pushState(null, '', hash);
  }, [hash]);
  useEffect(() => {
    const back = () => setAddress(arrive(snapshot));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [snapshot]);

  const go = (next: Partial<Place>) => {
    const target = { ...place, ...next };
    asked.current = null;
    setFocusThread(true);
    setPlace(target);
    const kind = rooms.find((candidate) => candidate.id === target.room)?.kind;
    if (kind === 'direct' && (next.room !== undefined || next.tab !== undefined)) {
      void attempt({ act: 'open', as: me, tab: target.tab });
    }
  };
  const send = (deed: PageAct) => {
    const inThread = 'threadTs' in deed && deed.threadTs !== undefined;
    const asks = ['say', 'command', 'submit'].includes(deed.act) && !inThread;
    if (asks) asked.current = { after: latest(snapshot), about: shortcutIn.current };
    if (deed.act === 'shortcut') shortcutIn.current = threadAt(deed, snapshot);
    else if (asks || deed.act === 'close') shortcutIn.current = null;
    return attempt(deed);
  };

  useEffect(() => {
    if (asked.current === null) return;
    const thread = answeredThread(snapshot, place.room, asked.current);
    if (thread === undefined) return;
    asked.current = null;
    // The person may be writing the next question: the focus stays where it is, unless it went with a pressed sample.
    const isLost = document.activeElement === document.body;
    setFocusThread(isLost && matchMedia('(pointer: fine)').matches);
    setPlace({ ...place, thread });
  }, [snapshot, place]);

  const become = (person: string) => setAddress({ me: person, place });
  return { me, become, rooms, place, go, send, focusThread };
}

/**
 * Reads the address that the browser leads to. One that names what is gone is put right where it stands: a new entry
 * in the history would send whoever goes back forward again.
 */
function arrive(snapshot: Snapshot): Address {
  const address = readAddress(location.hash, snapshot);
  history.replaceState(null, '', writeAddress(address, snapshot));
  return address;
}

interface Asked {
  /** The newest message then. */
  readonly after: number;
  /** The thread of the message that a shortcut asks about. */
  readonly about: string | null;
}

/** The thread that began after that, or that it is about, and in which the app is at work or has answered since. */
function answeredThread(
  { sessions, messages, app }: Snapshot,
  room: string,
  { after, about }: Asked,
): string | undefined {
  const working = sessions.find(
    ({ channel, threadTs, status }) =>
      channel === room &&
      status === 'processing' &&
      (Number(threadTs) > after || threadTs === about),
  );
  const answer = messages.find(
    (message) =>
      message.channel === room &&
      message.user === app.userId &&
      message.threadTs !== undefined &&
      message.onlyFor === undefined &&
      Number(message.ts) > after &&
      (Number(message.threadTs) > after || message.threadTs === about),
  );
  return working?.threadTs ?? (answer && threadOf(answer));
}

/** The thread of a message. */
function threadAt(at: { channel: string; ts: string }, { messages }: Snapshot): string {
  const message = messages.find(({ channel, ts }) => channel === at.channel && ts === at.ts);
  return message === undefined ? at.ts : threadOf(message);
}

/** By the workspace's clock, which may differ from the browser's. */
function latest({ messages }: Snapshot): number {
  return messages.reduce((newest, { ts }) => Math.max(newest, Number(ts)), 0);
}
