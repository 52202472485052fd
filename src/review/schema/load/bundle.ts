import { kindOf } from '../sql/parse.ts';
import type { Task } from './plan.ts';

/**
 * Puts what stands together and is plain into bundles that the engine gets at once: half of the time of a small
 * statement is the way to the engine and the end of its transaction. What a bundle does not bring in is run one by
 * one, so that nothing is lost but time. The rest are bundles of one.
 */
export function bundled(
  tasks: readonly Task[],
  mayJoin: (task: Task) => boolean,
): readonly (readonly Task[])[] {
  const bundles: Task[][] = [];
  for (const task of tasks) {
    const last = bundles.at(-1);
    const first = last?.[0];
    const fits =
      last !== undefined &&
      first !== undefined &&
      last.length < most &&
      first.path === task.path &&
      first.setup === task.setup &&
      [first, task].every((each) => isPlain(each) && mayJoin(each));
    if (fits) last.push(task);
    else bundles.push([task]);
  }
  return bundles;
}

/** The bundle as one text. A statement can end in a comment, so each semicolon has a line of its own. */
export function textOf(bundle: readonly Task[]): string {
  return bundle.map(({ sql }) => sql).join('\n;\n');
}

const most = 20;

/**
 * What makes or changes one thing. It can still run a function of the person's own (an index's predicate or a default
 * is folded to a constant): if that breaks the engine, the next child runs everything one by one and finds it.
 */
function isPlain({ statement: { node } }: Task): boolean {
  return plain.has(kindOf(node));
}

const plain: ReadonlySet<string> = new Set([
  'CreateStmt',
  'IndexStmt',
  'AlterTableStmt',
  'CommentStmt',
  'CreateSeqStmt',
  'AlterSeqStmt',
  'AlterOwnerStmt',
  'GrantStmt',
]);
