import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../../slack/data.ts';
import type { Hello, PageAct } from '../../wire.ts';
import { act, useWorkspace } from '../store.ts';
import { ChannelPane } from './channel-pane.tsx';
import { HomeTab } from './home-tab.tsx';
import { ModalDialog } from './modal-dialog.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';

/** What the page shows: a room, and beside it at most one thread. */
export interface Place {
  readonly room: string;
  readonly tab: 'messages' | 'home';
  readonly thread: string | null;
}

export function App() {
  const { hello, connected } = useWorkspace();
  if (hello === null) return <p class="waiting">Connecting to the playground…</p>;
  return <Workspace hello={hello} connected={connected} />;
}

function Workspace({ hello, connected }: { hello: Hello; connected: boolean }) {
  const { snapshot, about } = hello;
  const people = snapshot.people.filter((person) => !person.isBot);
  const [me, setMe] = useState(people[0]?.id ?? '');
  const rooms = snapshot.channels.filter((channel) => channel.members.includes(me));
  const [place, setPlace] = useState<Place>({
    room: rooms[0]?.id ?? '',
    tab: 'messages',
    thread: null,
  });
  const [notice, setNotice] = useState<string | null>(null);
  const room = rooms.find((candidate) => candidate.id === place.room) ?? rooms[0];
  const modal = snapshot.views.findLast((v) => v.kind === 'modal' && v.open && v.user === me);

  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), 6000);
    return () => clearTimeout(timer);
  }, [notice]);

  const send = (deed: PageAct) => {
    act(deed).catch((thrown: Error) => setNotice(thrown.message));
  };
  const go = (next: Partial<Place>) => {
    const target = { ...place, ...next };
    setPlace(target);
    const kind = rooms.find((candidate) => candidate.id === target.room)?.kind;
    if (kind === 'direct' && (next.room !== undefined || next.tab !== undefined)) {
      send({ act: 'open', as: me, tab: target.tab });
    }
  };

  if (room === undefined) return <p class="waiting">This workspace has no channel.</p>;
  const world = { snapshot, rooms, me, send, go, place };
  return (
    <div class={place.thread === null ? 'workspace' : 'workspace with-thread'}>
      <Sidebar world={world} onPerson={setMe} />
      {place.tab === 'home' && room.kind === 'direct' ? (
        <HomeTab world={world} room={room} />
      ) : (
        <ChannelPane world={world} room={room} />
      )}
      {place.thread !== null && <ThreadPane world={world} room={room} threadTs={place.thread} />}
      {modal !== undefined && <ModalDialog key={modal.id} world={world} view={modal} />}
      <div class="about" role="status">
        {connected ? about : 'The playground does not answer. Is it still running?'}
      </div>
      {notice !== null && (
        <div class="notice" role="alert">
          {notice}
        </div>
      )}
    </div>
  );
}

/** What every part of the page needs: what there is, who looks, and how to do something. */
export interface World {
  readonly snapshot: Snapshot;
  /** The rooms that the person sees. */
  readonly rooms: Snapshot['channels'];
  readonly me: string;
  readonly place: Place;
  readonly send: (deed: PageAct) => void;
  readonly go: (next: Partial<Place>) => void;
}
