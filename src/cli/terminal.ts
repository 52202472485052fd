/** What a command may touch of the process: results, remarks, input, environment. */
export interface Terminal {
  /** A result, on stdout. Resolves when it may go on writing. */
  print(text: string): Promise<void>;
  /** Everything else, on stderr. */
  remark(text: string): void;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The process's own. */
export function processTerminal(): Terminal {
  // A reader that leaves early (`architect agents | head`) is no failure of ours.
  process.stdout.on('error', () => process.exit());
  return {
    print: (text) =>
      new Promise((resolve) => {
        if (process.stdout.write(text)) resolve();
        else process.stdout.once('drain', resolve);
      }),
    remark: (text) => {
      process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    stdin: process.stdin,
    env: process.env,
  };
}
