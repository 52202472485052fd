import type { ChannelData, SessionData } from '../../slack/data.ts';
import type { World } from './app.tsx';
import { isVisible } from './channel-pane.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

/** One thread, with the app's status line and the Stop button while it works. */
export function ThreadPane(props: { world: World; room: ChannelData; threadTs: string }) {
  const { world, room, threadTs } = props;
  const { snapshot, me, send } = world;
  const messages = snapshot.messages.filter(
    (m) =>
      m.channel === room.id && (m.ts === threadTs || m.threadTs === threadTs) && isVisible(m, me),
  );
  const session = snapshot.sessions.find((s) => s.channel === room.id && s.threadTs === threadTs);
  const status = session === undefined ? null : statusLine(session);
  return (
    <aside class="pane thread" aria-label="Thread">
      <header>
        <h2>Thread</h2>
        <button type="button" aria-label="Close thread" onClick={() => world.go({ thread: null })}>
          ✕
        </button>
      </header>
      <MessageList world={world} messages={messages} />
      {status !== null && (
        <p class="status" role="status">
          <span class="pulse" aria-hidden="true" /> {status}
          {session?.status === 'processing' && (
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

/** The line that Slack shows while the app works; null when it rests. */
function statusLine({ status, line }: SessionData): string | null {
  if (line !== '') return line;
  return status === 'processing' ? 'architect is working…' : null;
}
