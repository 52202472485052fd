import type { Change, Snapshot } from '../slack/data.ts';
import type { Hello, PageEvent } from '../wire.ts';

/** Enough to look back at; an afternoon of trying must not fill the tab. */
const KEPT = 500;

/** The page's picture of the playground after one event. */
export function after(before: Hello | null, event: PageEvent): Hello | null {
  if (event.type === 'hello') return event.hello;
  if (before === null) return null;
  if (event.type === 'log') return { ...before, log: [...before.log, event.line].slice(-KEPT) };
  if (event.type === 'call') {
    return { ...before, calls: [...before.calls, event.call].slice(-KEPT) };
  }
  if (event.type === 'deed') {
    const deeds = put(before.deeds, event.deed, (a, b) => a.n === b.n);
    return { ...before, deeds: deeds.slice(-KEPT) };
  }
  return { ...before, snapshot: changed(before.snapshot, event) };
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
    case 'file':
      return { ...before, files: put(before.files, change.file, sameId) };
    case 'request':
    case 'call':
    case 'delivery':
    case 'sockets':
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
