import { useEffect, useState } from 'preact/hooks';
import type { Hello, PageAct, PageEvent } from '../wire.ts';
import { after } from './changes.ts';

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
      setHello((before) => after(before, event));
    });
    return () => source.close();
  }, []);
  return { hello, connected };
}

/**
 * Sends what a person did. Resolves with what there is to say about it, mostly nothing; rejects with the server's
 * sentence when it was refused.
 */
export async function act(deed: PageAct): Promise<string | null> {
  const response = await fetch('playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deed),
  }).catch((cause: unknown) => {
    throw new Error('That did not arrive: the playground does not answer. Is it still running?', {
      cause,
    });
  });
  const answer: { error?: string; said?: string } = await response.json();
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.said ?? null;
}
