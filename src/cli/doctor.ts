import type { AddCommand } from './program.ts';

export const addDoctor: AddCommand = (program, run, terminal) => {
  program
    .command('doctor')
    .summary('check the set-up and say what to do about each thing that is wrong')
    .description(
      'Looks at Node, the configuration (environment and .env), the Slack tokens and their scopes, Redis (version, ' +
        'persistence, eviction), the model and the agents. It asks each of them, and changes nothing.',
    )
    .option('--json', 'one JSON document: [{what, condition, found, remedy}]')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is broken, 1 something is; what is only worth a look does not count.',
    )
    .action((options: { readonly json?: true }) =>
      run(async () => {
        const { reportHealth } = await import('./report-health.ts');
        return reportHealth(options, terminal);
      }),
    );
};
