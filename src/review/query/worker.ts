import type { SandboxedWork } from '../../core/sandbox.ts';
import { readSource } from '../schema/dialects/read-source.ts';
import { EngineDied, openEngine } from '../schema/engine/engine.ts';
import { neededExtensions } from '../schema/engine/extensions.ts';
import { load } from '../schema/load/load.ts';
import { readScript } from '../schema/load/read-script.ts';
import { reviewLimits } from '../schema/limits.ts';
import { loadParser } from '../schema/sql/parse.ts';
import { examine } from './examine.ts';
import { queryLimits } from './limits.ts';
import { readQueries } from './script/read-queries.ts';
import { assignment, type Assignment, type Outcome } from './worker-protocol.ts';

/** The explanation itself, inside the sandbox child: it may hang, eat memory or crash here. */
export const run: SandboxedWork = async (input, note) => {
  const task = assignment.parse(input);
  let last: unknown = null;
  try {
    return await explain(task, (step) => {
      last = step;
      note(step);
    });
  } catch (thrown) {
    if (thrown instanceof EngineDied)
      return { kind: 'engine-died', why: thrown.message, note: last };
    throw thrown;
  }
};

async function explain(task: Assignment, note: (step: unknown) => void): Promise<Outcome> {
  await loadParser();
  const read = await readSource(task.sources, task.dialect);
  const script = readScript(read.sources);
  // The names of MySQL stand in backticks; what else it writes differently, the parser will say.
  const backticks = read.dialect === 'mysql' || read.dialect === 'mariadb';
  const queries = readQueries(backticks ? task.queries.replaceAll('`', '"') : task.queries);
  if (script.statements.length > reviewLimits.statements) {
    return refused(`The schema has more than ${reviewLimits.statements} statements.`);
  }
  if (queries.length === 0) return refused('There is no query in it.');
  if (queries.length > queryLimits.queries) {
    return refused(
      `There are ${queries.length} queries; I explain up to ${queryLimits.queries} at once.`,
    );
  }
  const texts = [...read.sources, { name: 'queries', text: task.queries }];
  const engine = await openEngine(neededExtensions(script, texts));
  try {
    const excluded = task.excludedStatements;
    const failed = [...read.failed, ...script.failed];
    const loaded = await load(engine, { ...script, failed, excluded }, note);
    const review = await examine(engine, { task, read, loaded, queries, note });
    return { kind: 'review', review };
  } finally {
    await engine.close();
  }
}

function refused(why: string): Outcome {
  return { kind: 'refused', why };
}
