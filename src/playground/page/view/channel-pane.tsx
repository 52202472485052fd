import type { ChannelData, MessageData } from '../../slack/data.ts';
import type { World } from './app.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { Samples } from './samples.tsx';
import { roomName } from './sidebar.tsx';

/** The messages of a room that stand in no thread, each with the way into its thread. */
export function ChannelPane({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, me } = world;
  const here = snapshot.messages.filter((m) => m.channel === room.id && isVisible(m, me));
  const roots = here.filter((m) => m.threadTs === undefined || m.threadTs === m.ts);
  const replies = (ts: string) => here.filter((m) => m.threadTs === ts && m.ts !== ts).length;
  return (
    <main class="pane channel">
      <header>
        <h2>{roomName(room)}</h2>
        {room.kind === 'direct' && (
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

export function isVisible(message: MessageData, person: string): boolean {
  return message.onlyFor === undefined || message.onlyFor === person;
}
