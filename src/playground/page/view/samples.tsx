import type { ChannelData } from '../../slack/data.ts';
import { type Sample, samples } from '../samples.ts';
import { botOf, type World } from '../world.ts';

/** An empty room says what it is for, and offers what a stranger can try with one click. */
export function Samples(props: {
  world: World;
  room: ChannelData;
  /** Something was asked here before: no introduction any more. */
  again: boolean;
  onDone: () => void;
}) {
  const { world, room, again, onDone } = props;
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
    onDone();
    const where = { as: me, channel: room.id };
    if (command !== undefined) return send({ act: 'command', ...where, command, text });
    const mention = isDirect ? '' : `@${bot?.name ?? ''} `;
    return send({ act: 'say', ...where, text: mention + text, files: [] });
  };
  return (
    <section
      class="empty"
      aria-labelledby="samples"
      data-hold
      onKeyDown={({ key }) => key === 'Escape' && onDone()}
    >
      <h2 id="samples">{again ? 'Try one of these' : `Ask ${bot?.name ?? ''}`}</h2>
      {!again && (
        <p>
          {isDirect
            ? 'Write a question, or drop a schema or a contract here; every message begins a thread of its own. '
            : `Mention @${bot?.name ?? ''} with a question, a schema or a contract. The agent that fits answers in a thread, and runs what can be run before it speaks. `}
          Or try one of these:
        </p>
      )}
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
