import type { Room, WireMessage } from '../../wire.ts';
import type { World } from './app.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { Samples } from './samples.tsx';

/** The messages of a room that stand in no thread, each with the way into its thread. */
export function ChannelPane({ world, room }: { world: World; room: Room }) {
  const { state, me } = world;
  const here = state.messages.filter((m) => m.channel === room.id && isVisible(m, me));
  const roots = here.filter((m) => m.threadTs === undefined || m.threadTs === m.ts);
  const replies = (ts: string) => here.filter((m) => m.threadTs === ts && m.ts !== ts).length;
  return (
    <main class="pane channel">
      <header>
        <h2>{room.kind === 'dm' ? room.name : `#${room.name}`}</h2>
        {room.kind === 'dm' && (
          <button type="button" onClick={() => world.go({ tab: 'home' })}>
            Home
          </button>
        )}
      </header>
      <MessageList world={world} messages={roots} replies={replies} />
      {roots.length === 0 && <Samples world={world} room={room} />}
      <Composer world={world} room={room} />
    </main>
  );
}

export function isVisible(message: WireMessage, person: string): boolean {
  return message.onlyFor === undefined || message.onlyFor === person;
}
