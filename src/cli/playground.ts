import type { AddCommand } from './program.ts';

export const addPlayground: AddCommand = (program, run, terminal) => {
  program
    .command('playground')
    .summary('try the bot on this machine: no Slack, no account, no Redis')
    .description(
      'Starts a local Slack, its page and the bot in one process, and prints the page’s address. Everything is kept ' +
        'in memory and is gone when you press Ctrl+C. Nothing listens outside this machine but the bot’s health check. ' +
        '“Behind it” on the page shows who was chosen and why, each request to the model, each tool run, what is stored ' +
        'of a thread and what it cost, and makes trouble on purpose: the worker dies, Slack or the model refuses.',
    )
    .option('--port <number>', 'the page’s port; 0 takes any free one', String(DEFAULT_PORT))
    .option('--redis', 'keep the state in a redis-server of its own instead of in memory')
    .option('--no-open', 'do not open a browser')
    .addHelpText(
      'after',
      '\nWithout ANTHROPIC_API_KEY no model is asked: the bot says so and does what needs none. With it (in the' +
        '\nenvironment or in .env) the answers are Claude’s. ANTHROPIC_BASE_URL points to another server of the same' +
        '\nAPI, such as one on this machine; it needs a key as well, and any value will do where none is checked.' +
        '\nAGENTS_DIR, ARCHITECT_*, BUDGET_* and LINK_HOSTS are honoured; SLACK_* and REDIS_* are not.' +
        '\nWarnings go to stderr (LOG_LEVEL=info shows every line).' +
        '\n\nExamples:' +
        '\n  architect playground' +
        '\n  architect playground --redis' +
        '\n  ANTHROPIC_API_KEY=sk-… architect playground --port 8080 --no-open' +
        '\n  ANTHROPIC_API_KEY=none ANTHROPIC_BASE_URL=http://localhost:11434 ARCHITECT_COMPAT=minimal \\' +
        '\n    ARCHITECT_MODEL=qwen3 architect playground',
    )
    .action((options: PlaygroundOptions) =>
      run(async () => {
        const { runPlayground } = await import('./run-playground.ts');
        return runPlayground(options, terminal);
      }),
    );
};

export interface PlaygroundOptions {
  readonly port: string;
  readonly open: boolean;
  readonly redis?: boolean;
}

/** Next to the bot's own 3000, which a second terminal may be using. */
const DEFAULT_PORT = 3300;
