import type { ChannelData } from '../../slack/data.ts';
import type { World } from './app.tsx';
import { Block } from './blocks.tsx';
import { roomName } from './sidebar.tsx';

/** The app's Home tab, as it published it. */
export function HomeTab({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, me } = world;
  const view = snapshot.views.findLast((v) => v.kind === 'home' && v.user === me);
  const blocks = view?.blocks ?? [];
  return (
    <main class="pane channel">
      <header>
        <h2>{roomName(room)}</h2>
        <button type="button" onClick={() => world.go({ tab: 'messages' })}>
          Messages
        </button>
      </header>
      <div class="messages home">
        {blocks.length === 0 && <p>The app has not published a Home tab yet.</p>}
        {blocks.map((block, index) => (
          <Block key={index} block={block} world={world} onClick={() => {}} />
        ))}
      </div>
    </main>
  );
}
