import { toError } from '../lib/errors.ts';
import { assignment, type Report } from './protocol.ts';

/**
 * The process in which sandboxed work runs. It does one job and ends. `disconnect` means that the parent is gone:
 * nobody would stop this process any more, so it ends itself.
 */
process.once('disconnect', () => process.exit(1));
process.once('message', (message) => void work(message));

async function work(message: unknown): Promise<void> {
  try {
    const { entry, input } = assignment.parse(message);
    const module: unknown = await import(entry);
    const value = await runOf(module)(input, (note) => say({ kind: 'note', note }));
    say({ kind: 'value', value });
  } catch (thrown) {
    const error = toError(thrown);
    say({ kind: 'thrown', why: error.stack ?? error.message });
  }
}

function runOf(module: unknown): (input: unknown, note: (step: unknown) => void) => unknown {
  const run = typeof module === 'object' && module !== null && 'run' in module ? module.run : null;
  if (typeof run !== 'function') throw new Error('the sandboxed module exports no run()');
  return (input, note) => run(input, note);
}

function say(report: Report): void {
  process.send?.(report);
}
