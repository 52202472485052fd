import { useEffect, useState } from 'preact/hooks';
import type { Change, Snapshot } from '../slack/data.ts';
import type { Hello, PageAct, PageEvent } from '../wire.ts';

/** The workspace as it is now, kept current over server-sent events; null until the first snapshot. */
export function useWorkspace(): { hello: Hello | null; connected: boolean } {
  const [hello, setHello] = useState<Hello | null>(null);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource('playground/events');
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => setConnected(false));
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event: PageEvent = JSON.parse(data);
      setHello((before) => {
        if (event.type === 'hello') return event.hello;
        return before && { ...before, snapshot: changed(before.snapshot, event) };
      });
    });
    return () => source.close();
  }, []);
  return { hello, connected };
}

/** Sends what a person did. Rejects with the server's sentence when it was refused. */
export async function act(deed: PageAct): Promise<void> {
  const response = await fetch('playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deed),
  });
  const answer: { error?: string } = await response.json();
  if (answer.error !== undefined) throw new Error(answer.error);
}

function changed(before: Snapshot, change: Change): Snapshot {
  switch (change.type) {
    case 'message':
    case 'update':
      return { ...before, messages: put(before.messages, change.message, sameMessage) };
    case 'delete':
      return { ...before, messages: before.messages.filter((m) => !sameMessage(m, change)) };
    case 'session':
      return { ...before, sessions: put(before.sessions, change.session, sameThread) };
    case 'view':
      return { ...before, views: put(before.views, change.view, sameId) };
    case 'person':
      return { ...before, people: put(before.people, change.person, sameId) };
    case 'channel':
      return { ...before, channels: put(before.channels, change.channel, sameId) };
    case 'prompts':
      return { ...before, prompts: put(before.prompts, change.prompts, sameThread) };
    default:
      return before;
  }
}

function put<T>(rows: readonly T[], row: T, same: (a: T, b: T) => boolean): readonly T[] {
  const at = rows.findIndex((other) => same(other, row));
  return at === -1 ? [...rows, row] : rows.with(at, row);
}

const sameId = (a: { id: string }, b: { id: string }) => a.id === b.id;
const sameMessage = (a: { channel: string; ts: string }, b: { channel: string; ts: string }) =>
  a.channel === b.channel && a.ts === b.ts;
const sameThread = (
  a: { channel: string; threadTs?: string },
  b: { channel: string; threadTs?: string },
) => a.channel === b.channel && a.threadTs === b.threadTs;
