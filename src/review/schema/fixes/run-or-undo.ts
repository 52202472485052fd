import type { Engine, Executed } from '../engine/engine.ts';

/** Runs statements within the open transaction: all of them, or none. A savepoint that stays would slow the next ones. */
export async function runOrUndo(engine: Engine, ddl: readonly string[]): Promise<Executed> {
  const executed = await engine.run(`savepoint fix;\n${ddl.join(';\n')};\nrelease savepoint fix`);
  if (!executed.ok) await engine.run('rollback to savepoint fix; release savepoint fix');
  return executed;
}
