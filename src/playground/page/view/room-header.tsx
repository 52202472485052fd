import type { ChannelData } from '../../slack/data.ts';
import { roomTitle } from '../rooms.ts';
import { botOf, personOf, type World } from '../world.ts';
import { Avatar } from './avatar.tsx';
import { Icon, IconButton } from './icon.tsx';

const TOPICS: Readonly<Record<string, string>> = {
  general: 'Mention @architect, or run /schema-review or /api-review',
  platform: 'A private channel, for a question among few',
  random: 'Small talk; the app comes when somebody adds it',
};

/** What the room is, who is in it, and for the app's own room its two tabs. */
export function RoomHeader({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, place, go } = world;
  const bot = botOf(snapshot);
  const isDirect = room.kind === 'direct';
  return (
    <header>
      <div class="rooms-button">
        <IconButton icon="back" label="Channels" onClick={() => go({ room: '' })} />
      </div>
      <h1>
        {isDirect ? (
          <Avatar person={bot} small />
        ) : (
          <Icon name={room.kind === 'private' ? 'lock' : 'hash'} />
        )}
        {roomTitle(room, bot)}
      </h1>
      {isDirect ? (
        <div class="tabs" role="tablist" aria-label="The app">
          {(['messages', 'home'] as const).map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={place.tab === tab}
              onClick={() => go({ tab, thread: null })}
            >
              {tab === 'home' ? 'Home' : 'Messages'}
            </button>
          ))}
        </div>
      ) : (
        <>
          <p class="topic">{TOPICS[room.name] ?? ''}</p>
          <span
            class="members"
            role="img"
            aria-label={`${room.members.length} members`}
            title={room.members.map((id) => personOf(snapshot, id)?.realName ?? id).join(', ')}
          >
            {room.members.slice(0, 4).map((id) => (
              <Avatar key={id} person={personOf(snapshot, id)} small />
            ))}
          </span>
        </>
      )}
    </header>
  );
}
