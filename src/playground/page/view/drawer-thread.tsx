import { useEffect, useState } from 'preact/hooks';
import type { StoredMessage, ThreadState } from '../../wire.ts';
import { personOf, type World } from '../world.ts';
import { Excerpt } from './drawer-deeds.tsx';
import { inWords } from './spent.ts';

/** What the store keeps of the thread that is open, as the bot itself would read it. */
export function StoredThread({ world, thread }: { world: World; thread: string }) {
  const { hello, place, snapshot } = world;
  const [state, setState] = useState<ThreadState | null>(null);
  const written = hello.log.findLast(({ message }) => message === 'turn finished')?.at;
  useEffect(() => {
    const query = new URLSearchParams({ channel: place.room, ts: thread });
    const leaving = new AbortController();
    fetch(`playground/thread?${query}`, { signal: leaving.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then(setState, () => {});
    return () => leaving.abort();
  }, [place.room, thread, written]);
  if (state === null) return <p class="quiet">Reading…</p>;
  const { owner, turns, usage, digest, digestedCount, messages, feedback, decisions } = state;
  const facts: readonly (readonly [string, string])[] = [
    ['Owner', owner ?? 'nobody'],
    ['Turns', String(turns)],
    ['Spent', inWords(usage)],
    ['Digest', digest === null ? 'none' : `of the first ${digestedCount} messages: ${digest}`],
    ['Feedback', feedback.join('; ') || 'none'],
    ['Decisions', decisions.join('; ') || 'none'],
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {messages.map((message) => (
        <Stored
          key={message.ts}
          message={message}
          who={personOf(snapshot, message.who)?.realName ?? message.who}
        />
      ))}
    </>
  );
}

function Stored({ message, who }: { message: StoredMessage; who: string }) {
  const { chars, head, files, evidence, recommendation } = message;
  return (
    <details>
      <summary>
        <strong>{who}</strong> <span class="quiet">{head.slice(0, 60)}</span>
      </summary>
      <div class="deed">
        {recommendation !== null && <p>Structure: {recommendation}</p>}
        {evidence.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
        {files.length > 0 && <p>Files: {files.join(', ')}</p>}
        <Excerpt of="text" chars={chars} head={head} />
      </div>
    </details>
  );
}
