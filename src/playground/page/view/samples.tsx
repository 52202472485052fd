import type { ChannelData } from '../../slack/data.ts';
import { type Sample, samples } from '../samples.ts';
import { botOf, roomTitle, type World } from '../world.ts';

/** An empty room says what it is for, and offers what a stranger can try with one click. */
export function Samples(props: { world: World; room: ChannelData; onAsked: () => void }) {
  const { world, room, onAsked } = props;
  const { snapshot, me, send } = world;
  const bot = botOf(snapshot);
  if (!room.members.includes(snapshot.app.userId)) {
    return (
      <section class="empty">
        <h2>Nothing here yet</h2>
        <p>People talk here without the app.</p>
      </section>
    );
  }
  const isDirect = room.kind === 'direct';
  const ask = ({ text, command }: Sample) => {
    onAsked();
    const where = { as: me, channel: room.id };
    if (command !== undefined) return send({ act: 'command', ...where, command, text });
    const mention = isDirect ? '' : `@${bot?.name ?? ''} `;
    return send({ act: 'say', ...where, text: mention + text, files: [] });
  };
  return (
    <section class="empty" aria-labelledby="samples">
      <h2 id="samples">
        {isDirect ? `Talk with ${bot?.name ?? ''}` : `#${roomTitle(room, bot)} is quiet`}
      </h2>
      <p>
        {isDirect
          ? 'Every message begins a conversation of its own.'
          : `Ask by mentioning @${bot?.name ?? ''}; the answer comes in a thread.`}{' '}
        Or try one of these:
      </p>
      <div class="samples">
        {samples.map((sample) => (
          <button key={sample.title} type="button" onClick={() => void ask(sample)}>
            <strong>{sample.title}</strong>
            <span>{sample.what}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
