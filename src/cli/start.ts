import type { AddCommand } from './program.ts';

export const addStart: AddCommand = (program, run, terminal) => {
  program
    .command('start')
    .summary('run the bot')
    .description(
      'Runs the bot until it is told to stop (SIGTERM or Ctrl+C), the same as `npm start`. It is configured by the ' +
        'environment, and by a file .env in the current folder; .env.example lists every variable.',
    )
    .addHelpText(
      'after',
      '\nLogs are JSON lines on stdout.' +
        '\nExit codes: 0 stopped on purpose, 1 could not run, 2 bad configuration (names the variable).',
    )
    .action(() =>
      run(async () => {
        const { runBot } = await import('./run-bot.ts');
        return runBot(terminal);
      }),
    );
};
