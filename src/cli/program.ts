import { Command, CommanderError } from 'commander';
import { toError } from '../lib/errors.ts';
import { addAgents } from './agents.ts';
import { addApiReview } from './api-review.ts';
import { addDispatch } from './dispatch.ts';
import { addDoctor } from './doctor.ts';
import { CommandFailure } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { addInit } from './init.ts';
import { addPlayground } from './playground.ts';
import { addSchemaReview } from './schema-review.ts';
import { addStart } from './start.ts';
import type { Terminal } from './terminal.ts';
import { readVersion } from './version.ts';

/** One subcommand: adds itself, and loads what it needs when it runs, so that `--help` costs nothing. */
export type AddCommand = (program: Command, run: Run, terminal: Terminal) => void;

/** What an action hands its exit code to. */
export type Run = (action: () => Promise<ExitCode>) => Promise<void>;

const commands: readonly AddCommand[] = [
  addStart,
  addPlayground,
  addInit,
  addDoctor,
  addAgents,
  addDispatch,
  addSchemaReview,
  addApiReview,
];

/** Runs the command line; the answer is the exit code. Never throws, never ends the process. */
export async function runArchitect(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const run: Run = async (action) => {
    exitCode = await action();
  };
  const program = createProgram(terminal);
  for (const add of commands) add(program, run, terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return ended(thrown, terminal);
  }
}

function createProgram(terminal: Terminal): Command {
  return new Command('architect')
    .description('Architecture consultations in Slack: the bot, and what it does without Slack.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpCommand(false)
    .showHelpAfterError('(architect --help shows what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.print(text),
      writeErr: (text) => terminal.remark(text),
    })
    .addHelpText(
      'after',
      '\nResults go to stdout, everything else to stderr.' +
        '\nExit codes: 0 fine, 1 the check failed, 2 bad use.',
    );
}

function ended(thrown: unknown, terminal: Terminal): ExitCode {
  // Commander has said its sentence already; help and version are no failures.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  const error = toError(thrown);
  terminal.remark(`architect: ${error.message.split('\n')[0] ?? ''}`);
  return thrown instanceof CommandFailure ? thrown.exitCode : 1;
}
