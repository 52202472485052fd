/** A Slack thread of one workspace: the unit of order, of ownership and of memory. */
export interface Thread {
  readonly team: string;
  readonly channel: string;
  /** `ts` of the thread's root message, as Slack writes it: "1763780000.000100". */
  readonly ts: string;
}

/** `team:channel:thread_ts`. All Redis keys of a thread share it as their hash tag. */
export type ThreadKey = string & { readonly __brand: 'ThreadKey' };

export function threadKey(thread: Thread): ThreadKey {
  // The one place where a ThreadKey is made.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- branding
  return `${thread.team}:${thread.channel}:${thread.ts}` as ThreadKey;
}

/** The way back: for the worker, which is woken with a key only. Throws on anything else. */
export function parseThreadKey(key: string): Thread {
  const match = /^([\w-]+):([\w-]+):(\d+\.\d+)$/.exec(key);
  const [, team, channel, ts] = match ?? [];
  if (team === undefined || channel === undefined || ts === undefined) {
    throw new Error(`not a thread key: ${key}`);
  }
  return { team, channel, ts };
}
