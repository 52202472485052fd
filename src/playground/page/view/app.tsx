import { useEffect, useState } from 'preact/hooks';
import type { PageAct, PageState } from '../../wire.ts';
import { act, usePageState } from '../store.ts';
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
  const { state, connected } = usePageState();
  if (state === null) return <p class="waiting">Connecting to the playground…</p>;
  return <Workspace state={state} connected={connected} />;
}

function Workspace({ state, connected }: { state: PageState; connected: boolean }) {
  const people = state.people.filter((person) => !person.bot);
  const [me, setMe] = useState(people[0]?.id ?? '');
  const [place, setPlace] = useState<Place>({
    room: state.rooms[0]?.id ?? '',
    tab: 'messages',
    thread: null,
  });
  const [notice, setNotice] = useState<string | null>(null);
  const room = state.rooms.find((candidate) => candidate.id === place.room) ?? state.rooms[0];

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
    const kind = state.rooms.find((candidate) => candidate.id === target.room)?.kind;
    if (kind === 'dm' && (next.room !== undefined || next.tab !== undefined)) {
      send({ act: 'home', as: me, tab: target.tab });
    }
  };

  if (room === undefined) return <p class="waiting">This workspace has no channel.</p>;
  const world = { state, me, send, go, place };
  return (
    <div class={place.thread === null ? 'workspace' : 'workspace with-thread'}>
      <Sidebar world={world} onPerson={setMe} />
      {place.tab === 'home' && room.kind === 'dm' ? (
        <HomeTab world={world} room={room} />
      ) : (
        <ChannelPane world={world} room={room} />
      )}
      {place.thread !== null && <ThreadPane world={world} room={room} threadTs={place.thread} />}
      {state.modal !== null && (
        <ModalDialog key={state.modal.id} world={world} view={state.modal} />
      )}
      <div class="about" role="status">
        {connected ? state.about : 'The playground does not answer. Is it still running?'}
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
  readonly state: PageState;
  readonly me: string;
  readonly place: Place;
  readonly send: (deed: PageAct) => void;
  readonly go: (next: Partial<Place>) => void;
}
