import type { Room } from '../../wire.ts';
import type { World } from './app.tsx';
import { isVisible } from './channel-pane.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

/** One thread, with the app's status line and the Stop button while it works. */
export function ThreadPane(props: { world: World; room: Room; threadTs: string }) {
  const { world, room, threadTs } = props;
  const { state, me, send } = world;
  const messages = state.messages.filter(
    (m) =>
      m.channel === room.id && (m.ts === threadTs || m.threadTs === threadTs) && isVisible(m, me),
  );
  const status = state.statuses.find((s) => s.channel === room.id && s.threadTs === threadTs);
  return (
    <aside class="pane thread" aria-label="Thread">
      <header>
        <h2>Thread</h2>
        <button type="button" aria-label="Close thread" onClick={() => world.go({ thread: null })}>
          ✕
        </button>
      </header>
      <MessageList world={world} messages={messages} />
      {status !== undefined && (
        <p class="status" role="status">
          <span class="pulse" aria-hidden="true" /> {status.text}
          {status.stoppable && (
            <button
              type="button"
              class="stop"
              onClick={() => send({ act: 'stop', as: me, channel: room.id, threadTs })}
            >
              Stop
            </button>
          )}
        </p>
      )}
      <Composer world={world} room={room} threadTs={threadTs} />
    </aside>
  );
}
