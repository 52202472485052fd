import type { Thread } from '../core/thread.ts';

/**
 * Address of a message in a thread, as Slack's "Copy link" makes it, from the workspace's own address: asking
 * `chat.getPermalink` would be a call for what can be written down.
 */
export function createPermalink(
  workspaceUrl: string | null,
): (thread: Thread, ts: string) => string | null {
  if (workspaceUrl === null) return () => null;
  const base = workspaceUrl.replace(/\/*$/, '/');
  return ({ channel, ts: root }, ts) => {
    const message = `${base}archives/${channel}/p${ts.replace('.', '')}`;
    return ts === root ? message : `${message}?thread_ts=${root}&cid=${channel}`;
  };
}
