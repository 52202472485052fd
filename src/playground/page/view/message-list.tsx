import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { MessageData } from '../../slack/data.ts';
import { followsClosely } from '../when.ts';
import type { World } from '../world.ts';
import { Message } from './message.tsx';

/** Messages, oldest first; stays at the end while one is there, and leaves a reader who scrolled up alone. */
export function MessageList(props: {
  world: World;
  messages: readonly MessageData[];
  inThread: boolean;
  children?: ComponentChildren;
}) {
  const { world, messages, inThread, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const toEnd = () => {
      if (atEnd.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
    };
    toEnd();
    // Text streams in, previews load and the window changes, all without a new message.
    const observer = new ResizeObserver(toEnd);
    for (const element of [box.current, content.current]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      class="scroll"
      ref={box}
      tabindex={0}
      role="log"
      aria-label={inThread ? 'Messages of the thread' : 'Messages'}
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 60;
      }}
    >
      <div class="content" ref={content}>
        <ol class="messages">
          {messages.map((message, index) => (
            <Message
              key={message.ts}
              world={world}
              message={message}
              inThread={inThread}
              compact={isCompact(messages[index - 1], message)}
            />
          ))}
        </ol>
        {children}
      </div>
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
