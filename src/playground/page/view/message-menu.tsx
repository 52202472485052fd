import { useState } from 'preact/hooks';
import type { MessageData } from '../../slack/data.ts';
import { emojiOf, quickReactions } from '../emoji.ts';
import { threadOf } from '../threads.ts';
import type { World } from '../world.ts';
import { IconButton } from './icon.tsx';

/** What one can do with a message; seen when the pointer or the focus is on it. */
export function MessageMenu(props: {
  world: World;
  message: MessageData;
  inThread: boolean;
  onEdit: () => void;
}) {
  const { world, message, inThread, onEdit } = props;
  const { me, send, go } = world;
  const [reacting, setReacting] = useState(false);
  const { channel, ts } = message;
  const isMine = message.user === me;
  const byApp = message.botId !== undefined;
  if (reacting) {
    return (
      <div class="message-menu open" role="group" aria-label="Reactions">
        {quickReactions.map((reaction) => (
          <button
            key={reaction}
            type="button"
            class="icon-button"
            aria-label={`React with ${reaction}`}
            onClick={() => {
              setReacting(false);
              void send({ act: 'react', as: me, channel, ts, reaction });
            }}
          >
            {emojiOf(reaction)}
          </button>
        ))}
        <IconButton icon="close" label="No reaction" onClick={() => setReacting(false)} />
      </div>
    );
  }
  return (
    <div class="message-menu" role="group" aria-label="What to do with this message">
      <IconButton icon="smile" label="React" onClick={() => setReacting(true)} />
      {!inThread && (
        <IconButton
          icon="reply"
          label="Reply in thread"
          onClick={() => go({ thread: threadOf(message) })}
        />
      )}
      {!byApp && (
        <IconButton
          icon="spark"
          label="Ask Architect"
          onClick={() => void send({ act: 'shortcut', as: me, channel, ts })}
        />
      )}
      {isMine && <IconButton icon="edit" label="Edit" onClick={onEdit} />}
      {isMine && (
        <IconButton
          icon="trash"
          label="Delete"
          onClick={() => void send({ act: 'remove', as: me, channel, ts })}
        />
      )}
    </div>
  );
}
