import type { ChannelData, SessionData } from '../../slack/data.ts';
import type { World } from '../world.ts';
import { Icon } from './icon.tsx';

/** What the app says it is doing in the thread, and the button that stops it. */
export function StatusLine(props: { world: World; room: ChannelData; threadTs: string }) {
  const { world, room, threadTs } = props;
  const { snapshot, me, send } = world;
  const session = snapshot.sessions.find((s) => s.channel === room.id && s.threadTs === threadTs);
  const status = session === undefined ? null : statusOf(session, snapshot.app.name);
  return (
    <div class="status" role="status">
      {status !== null && (
        <>
          <span class="pulse" aria-hidden="true" />
          <span>{status}</span>
          {session?.status === 'processing' && (
            <button
              type="button"
              class="stop"
              onClick={() => void send({ act: 'stop', as: me, channel: room.id, threadTs })}
            >
              <Icon name="stop" /> Stop
            </button>
          )}
        </>
      )}
    </div>
  );
}

function statusOf({ status, line }: SessionData, app: string): string | null {
  if (line !== '') return `${app} ${line}`;
  return status === 'processing' ? `${app} is working…` : null;
}
