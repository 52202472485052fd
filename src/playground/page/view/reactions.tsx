import type { MessageData } from '../../slack/data.ts';
import { emojiOf } from '../emoji.ts';
import { personOf, type World } from '../world.ts';

export function Reactions({ world, message }: { world: World; message: MessageData }) {
  const { snapshot, me, send } = world;
  if (message.reactions.length === 0) return null;
  const { channel, ts } = message;
  return (
    <div class="reactions">
      {message.reactions.map(({ name, users }) => {
        const names = users.map((id) => personOf(snapshot, id)?.realName ?? id).join(', ');
        return (
          <button
            key={name}
            type="button"
            class="reaction"
            title={names}
            aria-label={`${name}: ${names}`}
            aria-pressed={users.includes(me)}
            onClick={() => {
              const deed = users.includes(me) ? 'unreact' : 'react';
              void send({ act: deed, as: me, channel, ts, reaction: name });
            }}
          >
            {emojiOf(name)} {users.length}
          </button>
        );
      })}
    </div>
  );
}
