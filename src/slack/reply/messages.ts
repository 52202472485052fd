/** One Slack message of an answer, as far as we know it. */
export type Message =
  /** Slack takes appends. */
  | {
      readonly state: 'streaming';
      readonly ts: string;
      /** The text that stands there. */
      readonly sent: string;
      /** On the monotonic clock. */
      readonly since: number;
      /** Title of the task card in the stream. */
      readonly card: string | null;
    }
  /** Edited as a whole. */
  | {
      readonly state: 'editable';
      readonly ts: string;
      /** The text that stands there; null when it is not known. */
      readonly shown: string | null;
      /** A person pressed Stop: nothing more than the last words. */
      readonly halted: boolean;
    };

/** Every message that belongs to the answer, in the order of the thread. */
export interface MessageLog {
  /** A message exists. */
  add(ts: string, open: boolean): void;
  /** The next message that may be written over, if any. */
  takeSpare(): string | undefined;
  /** All messages are to be written over, from the first on. */
  startOver(): void;
  readonly all: ReadonlySet<string>;
  /** Whether a stream may still be open there. */
  mayBeOpen(ts: string): boolean;
  closed(ts: string): void;
}

export function createMessageLog(begun: readonly string[]): MessageLog {
  const all = new Set(begun);
  let spare = [...begun];
  // An earlier attempt closed each message before it began the next.
  const open = new Set(begun.slice(-1));
  return {
    add(ts, isOpen) {
      all.add(ts);
      if (isOpen) open.add(ts);
    },
    takeSpare: () => spare.shift(),
    startOver() {
      spare = [...all];
    },
    all,
    mayBeOpen: (ts) => open.has(ts),
    closed: (ts) => void open.delete(ts),
  };
}
