import type { AddCommand } from './program.ts';

export const addAgents: AddCommand = (program, run, terminal) => {
  program
    .command('agents')
    .summary('what became of the agent files')
    .description(
      'Loads a folder of agent files and reports: which agents there are, what had to be overlooked to read ' +
        'them, which files are no agents and which could not be read. Broken files never stop the others.',
    )
    .option(
      '--dir <folder>',
      'the agents’ folder (default: $AGENTS_DIR, else "agents", else the shipped ones)',
    )
    .option('--json', 'one JSON document, with descriptions and prompts whole')
    .addHelpText(
      'after',
      '\nExit codes: 0 reported, whatever the files; 2 there is no such folder.' +
        '\n\nExamples:\n  architect agents\n  architect agents --dir ~/.claude/agents --json | jq ".agents[].id"',
    )
    .action((options: { dir?: string; json?: true }) =>
      run(async () => {
        const { reportAgents } = await import('./report-agents.ts');
        return reportAgents(options, terminal);
      }),
    );
};
