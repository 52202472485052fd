import type { Thread } from './thread.ts';

/**
 * Documents in Slack itself, beside a thread. Best effort: null where the workspace's plan, or the app's permissions,
 * do not allow it, or it takes long. Never throws.
 */
export interface Canvases {
  /** Readable for the channel; resolves with its address. */
  create(
    document: { readonly title: string; readonly markdown: string },
    thread: Thread,
  ): Promise<string | null>;
}
