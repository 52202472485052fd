import type { ChannelData } from '../../slack/data.ts';
import type { World } from './app.tsx';

/** Rooms on the left, and who one is. */
export function Sidebar({ world, onPerson }: { world: World; onPerson: (id: string) => void }) {
  const { snapshot, rooms, me, place, go } = world;
  return (
    <nav class="sidebar" aria-label="Channels">
      <h1>Playground</h1>
      <label class="who">
        You are{' '}
        <select value={me} onChange={(event) => onPerson(event.currentTarget.value)}>
          {snapshot.people
            .filter((person) => !person.isBot)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.realName}
              </option>
            ))}
        </select>
      </label>
      <ul>
        {rooms.map((room) => (
          <li key={room.id}>
            <button
              type="button"
              class={room.id === place.room ? 'room current' : 'room'}
              aria-current={room.id === place.room ? 'page' : undefined}
              onClick={() => go({ room: room.id, tab: 'messages', thread: null })}
            >
              {roomName(room)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What the room is called on the page; a direct conversation is the app's. */
export function roomName(room: ChannelData): string {
  if (room.kind === 'direct') return '◆ architect';
  return `${room.kind === 'private' ? '🔒' : '#'} ${room.name}`;
}
