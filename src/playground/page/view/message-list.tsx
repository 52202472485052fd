import type { ComponentChildren } from 'preact';
import type { MessageData } from '../../slack/data.ts';
import type { PageAct } from '../../wire.ts';
import { useFollowing } from '../following.ts';
import { followsClosely } from '../when.ts';
import type { World } from '../world.ts';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';

/** Messages, oldest first, at the place where the person wants to read on. */
export function MessageList(props: {
  world: World;
  messages: readonly MessageData[];
  inThread: boolean;
  children?: ComponentChildren;
}) {
  const { world, messages, inThread, children } = props;
  const { box, content, onScroll, onPress, hasMore, toEnd } = useFollowing(
    messages,
    world.me,
    inThread,
  );
  const send = (deed: PageAct) => {
    if (deed.act === 'click') onPress();
    return world.send(deed);
  };
  return (
    <div class="list">
      <div
        class="scroll"
        ref={box}
        tabindex={0}
        role="log"
        aria-label={inThread ? 'Messages of the thread' : 'Messages'}
        onScroll={onScroll}
      >
        <div class="content" ref={content}>
          <ol class="messages">
            {messages.map((message, index) => (
              <Message
                // What one person pressed is not pressed for another.
                key={`${world.me} ${message.ts}`}
                world={{ ...world, send }}
                message={message}
                inThread={inThread}
                compact={isCompact(messages[index - 1], message)}
              />
            ))}
          </ol>
          {children}
        </div>
      </div>
      {hasMore && (
        <button type="button" class="more-below" onClick={toEnd}>
          <Icon name="more" /> More below
        </button>
      )}
    </div>
  );
}

function isCompact(before: MessageData | undefined, message: MessageData): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    message.onlyFor === undefined &&
    before.onlyFor === undefined &&
    message.stream === undefined &&
    followsClosely(before.ts, message.ts)
  );
}
