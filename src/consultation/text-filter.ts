/** Changes text while it is being written, and keeps back what may yet have to be changed. */
export interface TextFilter {
  /** What may be seen by now. */
  push(text: string): string;
  /** What is kept back. */
  rest(): string;
  /** The same, given out: nothing more belongs to it. */
  take(): string;
  clear(): void;
}

/** One behind the other. */
export function chainFilters(first: TextFilter, second: TextFilter): TextFilter {
  return {
    push: (text) => second.push(first.push(text)),
    rest: () => second.rest() + first.rest(),
    take: () => second.push(first.take()) + second.take(),
    clear() {
      first.clear();
      second.clear();
    },
  };
}

/** A whole text. */
export function filtered(text: string, filter: TextFilter): string {
  return filter.push(text) + filter.take();
}
