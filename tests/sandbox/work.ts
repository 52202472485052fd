import type { SandboxedWork } from '../../src/core/sandbox.ts';

/** The sandboxed module of these tests: it misbehaves as told. */
export const run: SandboxedWork = async (input, note) => {
  const { do: deed, value } = input as { do: string; value?: unknown };
  switch (deed) {
    case 'echo':
      return value;
    case 'env':
      return process.env;
    case 'throw':
      throw new Error('thrown on purpose');
    case 'exit':
      return process.exit(7);
    case 'spin':
      note('spinning');
      for (;;) Math.sqrt(2);
    case 'chatter':
      for (let step = 0; ; step += 1) {
        note(step);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    case 'eat': {
      note('eating');
      const eaten: Buffer[] = [];
      for (;;) {
        eaten.push(Buffer.alloc(20_000_000, 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    default:
      throw new Error(`unknown deed: ${deed}`);
  }
};
