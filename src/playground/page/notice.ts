import { useEffect, useState } from 'preact/hooks';
import type { PageAct } from '../wire.ts';
import { act } from './store.ts';

const SHOWN_MS = 6_000;

/** A line that stands for a while; `attempt` tells what the server refused. */
export function useNotice() {
  const [notice, tell] = useState<string | null>(null);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => tell(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const attempt = async (deed: PageAct): Promise<boolean> => {
    try {
      const said = await act(deed);
      if (said !== null) tell(said);
      return true;
    } catch (thrown) {
      tell(thrown instanceof Error ? thrown.message : 'That did not work.');
      return false;
    }
  };
  return { notice, tell, attempt };
}
