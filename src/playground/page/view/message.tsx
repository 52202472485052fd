import { useMemo } from 'preact/hooks';
import type { MessageData } from '../../slack/data.ts';
import { renderMarkdown, renderMrkdwn } from '../markdown.ts';
import type { World } from './app.tsx';
import { Blocks, isDrawn } from './blocks.tsx';

/** One message. `replies`: how many the thread has, null inside the thread itself. */
export function Message(props: { world: World; message: MessageData; replies: number | null }) {
  const { world, message, replies } = props;
  const { snapshot, me, send, go } = world;
  const author = snapshot.people.find((person) => person.id === message.user);
  const openThread = () => go({ thread: message.threadTs ?? message.ts });
  return (
    <li class={message.onlyFor === undefined ? 'message' : 'message private'}>
      <span class={author?.isBot ? 'avatar bot' : 'avatar'} aria-hidden="true">
        {author?.name.slice(0, 1).toUpperCase()}
      </span>
      <div class="body">
        <p class="byline">
          <strong>{author?.realName ?? message.user}</strong>
          {author?.isBot && <span class="badge">APP</span>} <time>{clockTime(message.ts)}</time>
          {message.onlyFor !== undefined && <em> Only visible to you</em>}
        </p>
        <Text world={world} message={message} />
        <Blocks world={world} message={message} />
        {message.files.map((file) => (
          <p key={file.id} class="file">
            📄 {file.name} <small>{Math.ceil(file.size / 1024)} KB</small>
          </p>
        ))}
        {replies !== null && replies > 0 && (
          <button type="button" class="replies" onClick={openThread}>
            {replies === 1 ? '1 reply' : `${replies} replies`}
          </button>
        )}
      </div>
      <div class="hover-actions">
        {replies !== null && (
          <button type="button" onClick={openThread}>
            Reply in thread
          </button>
        )}
        {author?.isBot !== true && (
          <button
            type="button"
            onClick={() =>
              send({ act: 'shortcut', as: me, channel: message.channel, ts: message.ts })
            }
          >
            Ask Architect
          </button>
        )}
      </div>
    </li>
  );
}

function Text({ world, message }: { world: World; message: MessageData }) {
  const { people } = world.snapshot;
  const html = useMemo(() => {
    const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
    return message.format === 'markdown'
      ? renderMarkdown(message.text)
      : renderMrkdwn(message.text, nameOf);
  }, [message.text, message.format, people]);
  // Of a message with blocks people see the blocks; its text is for notifications. A stream shows both.
  const blocksSpeak = message.stream === undefined && message.blocks.some(isDrawn);
  if (message.text === '' || blocksSpeak) return null;
  return (
    <div
      class={message.stream?.state === 'open' ? 'text streaming' : 'text'}
      // Made by markdown-it with HTML off: the only tags in it are its own.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

function clockTime(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
