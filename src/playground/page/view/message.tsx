import { useState } from 'preact/hooks';
import type { MessageData, PersonData } from '../../slack/data.ts';
import { clockTime, wholeTime } from '../when.ts';
import { personOf, type World } from '../world.ts';
import { Avatar } from './avatar.tsx';
import { Editing } from './editing.tsx';
import { FileCard } from './file-card.tsx';
import { MessageMenu } from './message-menu.tsx';
import { MessageContent } from './message-content.tsx';
import { Reactions } from './reactions.tsx';
import { ThreadSummary } from './thread-summary.tsx';

export interface MessageProps {
  readonly world: World;
  readonly message: MessageData;
  /** Inside a thread nothing leads to the thread. */
  readonly inThread: boolean;
  /** It follows closely what the same person said: no name again. */
  readonly compact: boolean;
}

export function Message({ world, message, inThread, compact }: MessageProps) {
  const [editing, setEditing] = useState(false);
  const author = personOf(world.snapshot, message.user);
  const isPrivate = message.onlyFor !== undefined;
  const isGone = message.subtype === 'tombstone';
  const nameless = compact || isGone;
  const kind = ['message', nameless && 'compact', isPrivate && 'private'].filter(Boolean).join(' ');
  return (
    <li class={kind} data-ts={message.ts}>
      {nameless ? (
        <time class="gutter" title={wholeTime(message.ts)}>
          {clockTime(message.ts)}
        </time>
      ) : (
        <Avatar person={author} />
      )}
      <div class="body">
        {isPrivate && <p class="only-you">Only visible to you</p>}
        {!nameless && <Byline author={author} message={message} />}
        {editing ? (
          <Editing world={world} message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageContent world={world} message={message} />
        )}
        {message.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        <Reactions world={world} message={message} />
        {!inThread && <ThreadSummary world={world} message={message} />}
      </div>
      {!isPrivate && !isGone && !editing && (
        <MessageMenu
          world={world}
          message={message}
          inThread={inThread}
          onEdit={() => setEditing(true)}
        />
      )}
    </li>
  );
}

function Byline({ author, message }: { author: PersonData | undefined; message: MessageData }) {
  return (
    <p class="byline">
      <strong>{message.username ?? author?.realName ?? message.user}</strong>
      {author?.isBot === true && <span class="badge">app</span>}
      <time title={wholeTime(message.ts)}>{clockTime(message.ts)}</time>
    </p>
  );
}
