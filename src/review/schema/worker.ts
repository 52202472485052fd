import type { SandboxedWork } from '../../core/sandbox.ts';
import { EngineDied } from './engine/engine.ts';
import { reviewOne } from './review-one.ts';
import { reviewVersions } from './review-versions.ts';
import { loadParser } from './sql/parse.ts';
import { assignment } from './worker-protocol.ts';

/** The review itself, inside the sandbox child: it may hang, eat memory or crash here. */
export const run: SandboxedWork = async (input, note) => {
  const task = assignment.parse(input);
  let last: unknown = null;
  const noted = (step: unknown): void => {
    last = step;
    note(step);
  };
  try {
    await loadParser();
    return await (task.before === null
      ? reviewOne(task, noted)
      : reviewVersions({ ...task, before: task.before }, noted));
  } catch (thrown) {
    if (thrown instanceof EngineDied)
      return { kind: 'engine-died', why: thrown.message, note: last };
    throw thrown;
  }
};
