import { runBot } from './cli/run-bot.ts';
import { processTerminal } from './cli/terminal.ts';

// A library's open handle must not keep a stopped bot alive.
process.exit(await runBot(processTerminal()));
