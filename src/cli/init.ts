import type { AddCommand } from './program.ts';

export const addInit: AddCommand = (program, run, terminal) => {
  program
    .command('init')
    .summary('set the bot up in a Slack workspace, step by step')
    .description(
      'Walks through creating the Slack app from manifest.yml, asks for its tokens, checks each with a call, and writes ' +
        'them into .env. What is in .env already is kept and offered again.',
    )
    // Not `--env-file`: Node 20 takes that for its own wherever it stands, and refuses a file that is not there yet.
    .option('--file <file>', 'where to write', '.env')
    .addHelpText(
      'after',
      '\nExit codes: 0 written, 1 given up, or input ended before the end, 2 the file cannot be written.',
    )
    .action((options: { readonly file: string }) =>
      run(async () => {
        const { setUp } = await import('./set-up.ts');
        return setUp(options.file, terminal);
      }),
    );
};
