import { useEffect, useState } from 'preact/hooks';
import type { PageAct, PageEvent, PageState, WireMessage } from '../wire.ts';

/** The server's state, kept current over server-sent events; null until the first snapshot. */
export function usePageState(): { state: PageState | null; connected: boolean } {
  const [state, setState] = useState<PageState | null>(null);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource('playground/events');
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => setConnected(false));
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const change: PageEvent = JSON.parse(event.data);
      setState((before) => apply(before, change));
    });
    return () => source.close();
  }, []);
  return { state, connected };
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

function apply(before: PageState | null, change: PageEvent): PageState | null {
  if (change.type === 'state') return change.state;
  if (before === null) return before;
  switch (change.type) {
    case 'message':
      return { ...before, messages: upsert(before.messages, change.message) };
    case 'removed':
      return {
        ...before,
        messages: before.messages.filter((m) => m.channel !== change.channel || m.ts !== change.ts),
      };
    case 'statuses':
      return { ...before, statuses: change.statuses };
    case 'modal':
      return { ...before, modal: change.modal };
    case 'home':
      return { ...before, home: change.home };
  }
}

function upsert(messages: readonly WireMessage[], message: WireMessage): readonly WireMessage[] {
  const at = messages.findIndex((m) => m.channel === message.channel && m.ts === message.ts);
  if (at === -1) return [...messages, message];
  return messages.with(at, message);
}
