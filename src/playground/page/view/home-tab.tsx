import type { ChannelData } from '../../slack/data.ts';
import type { World } from '../world.ts';
import { Block } from './blocks/block.tsx';
import type { OnPress } from './blocks/press.ts';
import { RoomHeader } from './room-header.tsx';

/** The app's Home tab, as it published it. */
export function HomeTab({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, me, send } = world;
  const view = snapshot.views.findLast((v) => v.kind === 'home' && v.user === me);
  const onPress: OnPress = (press) =>
    view === undefined
      ? Promise.resolve(false)
      : send({ act: 'click-view', as: me, view: view.id, values: {}, ...press });
  return (
    <main class="pane room-pane">
      <RoomHeader world={world} room={room} />
      <div class="scroll" tabindex={0} role="region" aria-label="Home">
        <div class="home">
          {view === undefined && <p class="quiet">The app has not published its Home tab yet.</p>}
          {view?.blocks.map((block, index) => (
            <Block key={index} block={block} snapshot={snapshot} onPress={onPress} />
          ))}
        </div>
      </div>
    </main>
  );
}
