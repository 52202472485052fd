import { useEffect, useRef } from 'preact/hooks';
import type { MessageData } from '../../slack/data.ts';
import type { World } from './app.tsx';
import { Message } from './message.tsx';

/** Messages, oldest first; stays at the end while one is there, and leaves a reader who scrolled up alone. */
export function MessageList(props: {
  world: World;
  messages: readonly MessageData[];
  replies?: (ts: string) => number;
}) {
  const { world, messages, replies } = props;
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (atEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [messages]);
  return (
    <ol
      class="messages"
      ref={list}
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 40;
      }}
    >
      {messages.map((message) => (
        <Message
          key={message.ts}
          world={world}
          message={message}
          replies={replies === undefined ? null : replies(message.ts)}
        />
      ))}
    </ol>
  );
}
