import { alteredRelations, createdRelation } from './targets.ts';
import { relationsIn } from '../sql/tree.ts';
import type { Task } from './plan.ts';
import type { Failed, ScriptStatement } from './script.ts';

/** What is told of a statement that did not run in the end; nothing of one that did. */
export function failureOf({ statement, refusal }: Task): readonly Failed[] {
  if (refusal === null) return [];
  const { sqlstate, message } = refusal;
  return [{ ...statement.place, sqlstate, message, ...relationOf(statement) }];
}

function relationOf({ node }: ScriptStatement): Pick<Failed, 'relation'> {
  const table = createdRelation(node) ?? alteredRelations(node)[0] ?? null;
  const [first] = relationsIn(node);
  const schema = first?.name === table ? (first?.schema ?? 'public') : 'public';
  return table === null ? {} : { relation: { schema, table } };
}
