import type { Room } from '../../wire.ts';
import type { World } from './app.tsx';
import { Block } from './blocks.tsx';

/** The app's Home tab, as it published it. */
export function HomeTab({ world, room }: { world: World; room: Room }) {
  return (
    <main class="pane channel">
      <header>
        <h2>{room.name}</h2>
        <button type="button" onClick={() => world.go({ tab: 'messages' })}>
          Messages
        </button>
      </header>
      <div class="messages home">
        {world.state.home.length === 0 && <p>The app has not published a Home tab yet.</p>}
        {world.state.home.map((block, index) => (
          <Block key={index} block={block} world={world} onClick={() => {}} />
        ))}
      </div>
    </main>
  );
}
