import type { World } from './app.tsx';

/** Rooms on the left, and who one is. */
export function Sidebar({ world, onPerson }: { world: World; onPerson: (id: string) => void }) {
  const { state, me, place, go } = world;
  return (
    <nav class="sidebar" aria-label="Channels">
      <h1>Playground</h1>
      <label class="who">
        You are{' '}
        <select value={me} onChange={(event) => onPerson(event.currentTarget.value)}>
          {state.people
            .filter((person) => !person.bot)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
        </select>
      </label>
      <ul>
        {state.rooms.map((room) => (
          <li key={room.id}>
            <button
              type="button"
              class={room.id === place.room ? 'room current' : 'room'}
              aria-current={room.id === place.room ? 'page' : undefined}
              onClick={() => go({ room: room.id, tab: 'messages', thread: null })}
            >
              <span aria-hidden="true">{room.kind === 'dm' ? '◆' : '#'}</span> {room.name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
