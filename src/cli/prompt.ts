import { spawnSync } from 'node:child_process';
import type { Terminal } from './terminal.ts';

/** Asks questions on stderr and reads the answers from stdin, a line each. */
export interface Prompt {
  /** Null when the input has ended. A secret is not echoed where stdin is a terminal. */
  ask(question: string, options?: { readonly secret?: boolean }): Promise<string | null>;
}

export function createPrompt(terminal: Pick<Terminal, 'remark' | 'stdin'>): Prompt {
  const lines = linesOf(terminal.stdin);
  return {
    async ask(question, { secret = false } = {}) {
      terminal.remark(question);
      const hidden = secret && hideEcho(true);
      try {
        const { value, done } = await lines.next();
        return done === true ? null : value.trim();
      } finally {
        if (hidden) hideEcho(false);
      }
    },
  };
}

async function* linesOf(input: Terminal['stdin']): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
  return undefined;
}

/**
 * By the terminal's own switch, which Node puts back when a signal ends it, as Ctrl+C at a secret does. False where
 * there is none, as on a pipe.
 */
function hideEcho(hide: boolean): boolean {
  if (!process.stdin.isTTY) return false;
  return (
    spawnSync('stty', [hide ? '-echo' : 'echo'], { stdio: ['inherit', 'ignore', 'ignore'] })
      .status === 0
  );
}
