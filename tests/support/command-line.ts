import { runArchitect } from '../../src/cli/program.ts';

/** Runs `architect` in this process. Remarks stand in `stderr` one a line, as at a terminal. */
export async function architect(
  args: readonly string[],
  {
    stdin = [],
    env = {},
  }: {
    readonly stdin?: readonly string[];
    readonly env?: Readonly<Record<string, string | undefined>>;
  } = {},
) {
  let stdout = '';
  const remarks: string[] = [];
  const exitCode = await runArchitect(args, {
    print: async (text) => void (stdout += text),
    remark: (text) => void remarks.push(text),
    stdin: (async function* () {
      yield* stdin;
    })(),
    env,
  });
  return { exitCode, stdout, stderr: remarks.join('\n') };
}
