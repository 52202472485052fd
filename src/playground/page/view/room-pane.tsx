import { useState } from 'preact/hooks';
import type { ChannelData } from '../../slack/data.ts';
import { isRoot } from '../threads.ts';
import { visibleIn, type World } from '../world.ts';
import { Composer } from './composer.tsx';
import { Editing } from './editing.tsx';
import { MessageList } from './message-list.tsx';
import { RoomHeader } from './room-header.tsx';
import { Samples } from './samples.tsx';

/** The messages of a room that stand in no thread, each with the way into its thread. */
export function RoomPane({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, me, send } = world;
  const [editing, setEditing] = useState<string | null>(null);
  const [sampling, setSampling] = useState(false);
  const roots = visibleIn(snapshot, room.id, me).filter(isRoot);
  const mine = roots.findLast((message) => message.user === me);
  const edited = roots.find((message) => message.ts === editing);
  const hasBot = room.members.includes(snapshot.app.userId);
  return (
    <main class="pane room-pane">
      <RoomHeader world={world} room={room} />
      <MessageList world={world} messages={roots} inThread={false}>
        {(roots.length === 0 || sampling) && (
          <Samples
            world={world}
            room={room}
            again={roots.length > 0}
            onDone={() => setSampling(false)}
          />
        )}
      </MessageList>
      {!hasBot && (
        <p class="invite">
          {snapshot.app.name} is not in this channel.
          <button
            type="button"
            onClick={() => void send({ act: 'invite', as: me, channel: room.id })}
          >
            Add it
          </button>
        </p>
      )}
      {edited === undefined ? (
        <Composer
          key={`${room.id}:${me}`}
          world={world}
          room={room}
          focused
          {...(hasBot && roots.length > 0
            ? { samples: { shown: sampling, toggle: () => setSampling(!sampling) } }
            : {})}
          {...(mine === undefined ? {} : { onEditLast: () => setEditing(mine.ts) })}
        />
      ) : (
        <div class="edit-last">
          <Editing world={world} message={edited} onDone={() => setEditing(null)} />
        </div>
      )}
    </main>
  );
}
