#!/usr/bin/env node
import { runArchitect } from './program.ts';
import { processTerminal } from './terminal.ts';

const args = process.argv.slice(2);
process.exitCode = await runArchitect(args, processTerminal());
// As in main.ts: a library's open handle must not keep a bot alive that stopped, or could not start.
if (args[0] === 'start') process.exit();
