import { useMemo } from 'preact/hooks';
import type { WireMessage } from '../../wire.ts';
import { renderMarkdown, renderMrkdwn } from '../markdown.ts';
import type { World } from './app.tsx';
import { Blocks } from './blocks.tsx';

/** One message. `replies`: how many the thread has, null inside the thread itself. */
export function Message(props: { world: World; message: WireMessage; replies: number | null }) {
  const { world, message, replies } = props;
  const { state, me, send, go } = world;
  const author = state.people.find((person) => person.id === message.user);
  const openThread = () => go({ thread: message.threadTs ?? message.ts });
  return (
    <li class={message.onlyFor === undefined ? 'message' : 'message private'}>
      <span class={author?.bot ? 'avatar bot' : 'avatar'} aria-hidden="true">
        {author?.name.slice(0, 1).toUpperCase()}
      </span>
      <div class="body">
        <p class="byline">
          <strong>{author?.name ?? message.user}</strong>
          {author?.bot && <span class="badge">APP</span>} <time>{clockTime(message.ts)}</time>
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
        {author?.bot !== true && (
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

function Text({ world, message }: { world: World; message: WireMessage }) {
  const { people } = world.state;
  const html = useMemo(() => {
    const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
    return message.format === 'markdown'
      ? renderMarkdown(message.text)
      : renderMrkdwn(message.text, nameOf);
  }, [message.text, message.format, people]);
  if (message.text === '') return null;
  return (
    <div
      class={message.streaming ? 'text streaming' : 'text'}
      // Made by markdown-it with HTML off: the only tags in it are its own.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

function clockTime(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
