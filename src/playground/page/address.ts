import type { Snapshot } from '../slack/data.ts';
import { roomsOf } from './rooms.ts';
import { threadOf } from './threads.ts';

/** What the page's address names: who one is, and what one looks at. A reload comes back to it. */
export interface Address {
  readonly me: string;
  readonly place: Place;
}

/** What the page shows: a room, and beside it at most one thread. */
export interface Place {
  readonly room: string;
  readonly tab: 'messages' | 'home';
  readonly thread: string | null;
}

/** "#ada/general/1795342429.559000". What is not there any more, after a restart say, is left out. */
export function readAddress(hash: string, snapshot: Snapshot): Address {
  const [person, roomName, last] = hash.slice(1).split('/').map(decoded);
  const humans = snapshot.people.filter(({ isBot }) => !isBot);
  const me = (humans.find(({ name }) => name === person) ?? humans[0])?.id ?? '';
  const rooms = roomsOf(snapshot, me);
  const isNamed = roomName !== undefined && roomName !== '';
  const named = rooms.find(({ kind, name }) =>
    kind === 'direct' ? roomName === DIRECT : roomName === name,
  );
  // No room at all is a place as well: the list of rooms in a narrow window.
  const room = isNamed || roomName === undefined ? (named ?? rooms[0])?.id : undefined;
  const isThread = snapshot.messages.some(
    (message) => message.channel === room && threadOf(message) === last,
  );
  return {
    me,
    place: {
      room: room ?? '',
      tab: last === HOME && named?.kind === 'direct' ? 'home' : 'messages',
      thread: isThread && last !== undefined ? last : null,
    },
  };
}

export function writeAddress({ me, place }: Address, { people, channels }: Snapshot): string {
  const person = people.find(({ id }) => id === me)?.name ?? '';
  const room = channels.find(({ id }) => id === place.room);
  const roomName = room === undefined ? '' : room.kind === 'direct' ? DIRECT : room.name;
  const last = place.tab === 'home' ? HOME : place.thread;
  const parts = [person, roomName, ...(last === null ? [] : [last])];
  return `#${parts.map(encodeURIComponent).join('/')}`;
}

/** Of an address that somebody typed, too: "50%" is no encoding, and names itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const DIRECT = '@app';
const HOME = 'home';
