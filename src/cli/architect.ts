#!/usr/bin/env node
import { runArchitect } from './program.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await runArchitect(process.argv.slice(2), processTerminal());
