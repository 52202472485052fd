import type { ChannelData } from '../../slack/data.ts';
import { roomTitle } from '../rooms.ts';
import { useTheme } from '../theme.ts';
import { botOf, personOf, type World } from '../world.ts';
import { Avatar } from './avatar.tsx';
import { Icon, IconButton } from './icon.tsx';

/** Rooms on the left, and who one is. */
export function Sidebar({ world, onPerson }: { world: World; onPerson: (id: string) => void }) {
  const { snapshot, rooms, me } = world;
  const { theme, next } = useTheme();
  const direct = rooms.filter((room) => room.kind === 'direct');
  return (
    <nav class="sidebar" aria-label="Channels">
      <div class="brand">
        <Avatar person={botOf(snapshot)} small />
        <strong>Playground</strong>
        <IconButton icon="theme" label={`Colours: ${theme}`} onClick={next} />
      </div>
      <Rooms world={world} title="Channels" rooms={rooms.filter((r) => r.kind !== 'direct')} />
      <Rooms world={world} title="Apps" rooms={direct} />
      <label class="who">
        <span>You are</span>
        <span class="who-choice">
          <Avatar person={personOf(snapshot, me)} small />
          <select value={me} onChange={({ currentTarget }) => onPerson(currentTarget.value)}>
            {snapshot.people
              .filter((person) => !person.isBot)
              .map((person) => (
                <option key={person.id} value={person.id}>
                  {person.realName}
                </option>
              ))}
          </select>
        </span>
      </label>
    </nav>
  );
}

function Rooms(props: { world: World; title: string; rooms: readonly ChannelData[] }) {
  const { world, title, rooms } = props;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {rooms.map((room) => (
          <li key={room.id}>
            <Room world={world} room={room} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Room({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, place, go, seen } = world;
  const bot = botOf(snapshot);
  const current = room.id === place.room;
  const unread = seen.unreadIn(room.id);
  const kind = ['room', current && 'current', unread > 0 && 'unread'].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      class={kind}
      aria-current={current ? 'page' : undefined}
      onClick={() => go({ room: room.id, tab: 'messages', thread: null })}
    >
      {room.kind === 'direct' ? (
        <Avatar person={bot} small />
      ) : (
        <Icon name={room.kind === 'private' ? 'lock' : 'hash'} />
      )}
      <span class="room-name">{roomTitle(room, bot)}</span>
      {unread > 0 && (
        <span class="count" aria-label={`${unread} unread`}>
          {unread}
        </span>
      )}
    </button>
  );
}
