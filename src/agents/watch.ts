import { watch as watchPath } from 'chokidar';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';

export interface Watch {
  /** Resolves when no call of `changed` runs any more and none will follow. */
  stop(): Promise<void>;
}

/** An editor writes a file in several steps within a few milliseconds; one reload is enough for them. */
const settleMs = 100;

/**
 * Calls `changed` after anything below a folder changed, once for a burst and never twice at a time. Hidden
 * entries are watched too: a Kubernetes ConfigMap is renewed by swapping the hidden link `..data`.
 */
export async function watchFolder(
  dir: string,
  changed: () => Promise<void>,
  log: Log,
): Promise<Watch> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const schedule = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => (stopped ? undefined : changed()));
    }, settleMs);
  };

  const watcher = watchPath(dir, { ignoreInitial: true, ignored: /[/\\]node_modules[/\\]/ });
  watcher.on('all', schedule);
  watcher.on('raw', schedule);
  watcher.on('error', (thrown) => {
    log.warn({ dir, error: toError(thrown).message }, 'agents folder is not watched');
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
