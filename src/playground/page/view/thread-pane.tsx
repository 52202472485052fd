import { useState } from 'preact/hooks';
import type { ChannelData } from '../../slack/data.ts';
import { roomTitle } from '../rooms.ts';
import { threadOf } from '../threads.ts';
import { botOf, visibleIn, type World } from '../world.ts';
import { Composer } from './composer.tsx';
import { Editing } from './editing.tsx';
import { IconButton } from './icon.tsx';
import { MessageList } from './message-list.tsx';
import { StatusLine } from './status-line.tsx';

export interface ThreadPaneProps {
  readonly world: World;
  readonly room: ChannelData;
  readonly threadTs: string;
  /** It was opened by the person, who wants to write in it. */
  readonly focused: boolean;
}

/** One thread beside its room, with the app's status line and the Stop button while it works. */
export function ThreadPane({ world, room, threadTs, focused }: ThreadPaneProps) {
  const { snapshot, me, go } = world;
  const [editing, setEditing] = useState<string | null>(null);
  const messages = visibleIn(snapshot, room.id, me).filter((m) => threadOf(m) === threadTs);
  const session = snapshot.sessions.find((s) => s.channel === room.id && s.threadTs === threadTs);
  const mine = messages.findLast((message) => message.user === me);
  const edited = messages.find((message) => message.ts === editing);
  return (
    <aside
      class="pane thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === 'Escape' && go({ thread: null })}
    >
      <header>
        <h2>{session?.title ?? 'Thread'}</h2>
        <p class="topic">
          {room.kind === 'direct' ? '' : '#'}
          {roomTitle(room, botOf(snapshot))}
        </p>
        <IconButton icon="close" label="Close thread" onClick={() => go({ thread: null })} />
      </header>
      <MessageList key={threadTs} world={world} messages={messages} inThread />
      <StatusLine world={world} room={room} threadTs={threadTs} />
      {edited === undefined ? (
        <Composer
          key={`${threadTs}:${me}`}
          world={world}
          room={room}
          threadTs={threadTs}
          focused={focused}
          {...(mine === undefined ? {} : { onEditLast: () => setEditing(mine.ts) })}
        />
      ) : (
        <div class="edit-last">
          <Editing world={world} message={edited} onDone={() => setEditing(null)} />
        </div>
      )}
    </aside>
  );
}
