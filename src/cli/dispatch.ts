import type { AddCommand } from './program.ts';

export const addDispatch: AddCommand = (program, run, terminal) => {
  program
    .command('dispatch')
    .summary('which agent would answer a message')
    .description(
      'Shows the decision which agent answers, as it is made without a model, and the scores behind it.',
    )
    .argument('[text...]', 'the message (without it: stdin)')
    .option(
      '--dir <folder>',
      'the agents’ folder (default: $AGENTS_DIR, else "agents", else the shipped ones)',
    )
    .option('--thread-agent <id>', 'the agent that owns the thread the message is in')
    .option('--lines', 'read one message a line from stdin, print one decision a line as JSON')
    .option('--json', 'print the decision as JSON')
    .addHelpText(
      'after',
      '\nWith --lines each line is a JSON string, or {"text": "…", "threadAgent": "…"}. A line that is neither is' +
        '\nanswered by {"error": "…"} in its place, and the exit code is 1.' +
        '\n\nExamples:' +
        '\n  architect dispatch "Is it safe to keep the JWT in localStorage?"' +
        '\n  architect dispatch --thread-agent api-designer "and for errors?"' +
        '\n  architect dispatch --lines < messages.jsonl',
    )
    .action((text: string[], options: DispatchOptions) =>
      run(async () => {
        const { showDispatch } = await import('./show-dispatch.ts');
        return showDispatch(text.join(' '), options, terminal);
      }),
    );
};

export interface DispatchOptions {
  readonly dir?: string;
  readonly threadAgent?: string;
  readonly lines?: true;
  readonly json?: true;
}
