import { useEffect, useState } from 'preact/hooks';
import type { Hello } from '../../wire.ts';
import { useWorkspace } from '../store.ts';
import { useNotice } from '../notice.ts';
import { usePlace } from '../place.ts';
import { useSeen } from '../seen.ts';
import type { Draft } from '../send-draft.ts';
import type { World } from '../world.ts';
import { Drawer } from './drawer.tsx';
import { HomeTab } from './home-tab.tsx';
import { Icon } from './icon.tsx';
import { ModalDialog } from './modal-dialog.tsx';
import { Notice } from './notice.tsx';
import { RoomPane } from './room-pane.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';

export function App() {
  const { hello, connected } = useWorkspace();
  if (hello === null) return <p class="waiting">Connecting to the playground…</p>;
  return <Workspace hello={hello} connected={connected} />;
}

function Workspace({ hello, connected }: { hello: Hello; connected: boolean }) {
  const { snapshot, about } = hello;
  const [drawer, setDrawer] = useState(false);
  const [drafts] = useState(() => new Map<string, Draft>());
  const { notice, tell, attempt } = useNotice();
  const { me, become, rooms, place, go, send, focusThread } = usePlace({ snapshot, attempt });
  const seen = useSeen(snapshot, me, place);
  // What it says is of the place where it came up.
  useEffect(() => tell(null), [me, place.room, place.tab]);
  const world: World = { hello, snapshot, rooms, me, place, seen, drafts, send, go, tell };

  const room = rooms.find((candidate) => candidate.id === place.room);
  const modal = snapshot.views.findLast((v) => v.kind === 'modal' && v.open && v.user === me);
  const layout = [
    'workspace',
    room === undefined && 'at-rooms',
    place.thread !== null && 'with-thread',
    drawer && 'with-drawer',
  ].filter(Boolean);
  return (
    <div class={layout.join(' ')}>
      <Sidebar world={world} onPerson={become} />
      {room === undefined && <main class="pane room-pane" aria-label="No channel" />}
      {room !== undefined &&
        (place.tab === 'home' && room.kind === 'direct' ? (
          <HomeTab world={world} room={room} />
        ) : (
          <RoomPane key={`${room.id} ${me}`} world={world} room={room} />
        ))}
      {room !== undefined && place.thread !== null && (
        <ThreadPane
          key={me}
          world={world}
          room={room}
          threadTs={place.thread}
          focused={focusThread}
        />
      )}
      {modal !== undefined && <ModalDialog key={modal.id} world={world} view={modal} />}
      <footer class={connected ? 'about' : 'about lost'}>
        <p role="status">
          {connected ? about : 'The playground does not answer. Is it still running?'}
        </p>
        <button type="button" aria-expanded={drawer} onClick={() => setDrawer(!drawer)}>
          <Icon name="behind" /> Behind it
        </button>
      </footer>
      {drawer && <Drawer world={world} onClose={() => setDrawer(false)} />}
      <Notice line={notice} />
    </div>
  );
}
