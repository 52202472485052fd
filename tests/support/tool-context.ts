import type { ToolContext } from '../../src/core/tool.ts';

/** A thread without files, for tools that need nothing of it. */
export function aToolContext(parts: Partial<ToolContext> = {}): ToolContext {
  return {
    signal: new AbortController().signal,
    thread: { team: 'T1', channel: 'C1', ts: '1763780000.000100' },
    files: [],
    readFile: async () => ({ kind: 'refused', why: 'there is no such file' }),
    ...parts,
  };
}
