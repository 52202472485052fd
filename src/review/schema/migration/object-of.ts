import { alteredRelations } from '../load/targets.ts';
import type { ObjectRef } from '../review.ts';
import type { ChangeStep } from './change-log.ts';
import type { Change } from './read-changes.ts';

/** What a change is about. The table's schema is that of the table which was seen to be locked. */
export function objectOf(
  { statement, measured, observed }: ChangeStep,
  change: Change,
): ObjectRef & { readonly table: string } {
  const { node } = statement;
  const named = change.table ?? change.index ?? alteredRelations(node)[0] ?? firstOf(measured);
  const dropped = observed.differences.find(
    (each) => each.kind === 'part dropped' && each.part.name === named,
  );
  // An index is dropped by its own name; its table is what was found without it.
  const table = dropped !== undefined && 'table' in dropped ? dropped.table.name : named;
  // What was renamed is held under its new name.
  const names = [table, ...('RenameStmt' in node ? [node.RenameStmt.newname ?? ''] : [])];
  const relation = measured.lock.find(({ rel }) =>
    names.includes(rel.slice(rel.indexOf('.') + 1)),
  )?.rel;
  const index = dropped === undefined ? 'IndexStmt' in node && node.IndexStmt.idxname : named;
  return {
    schema: relation?.slice(0, relation.indexOf('.')) ?? 'public',
    table,
    ...(change.columns.length === 0 ? {} : { columns: [...change.columns] }),
    ...(typeof index === 'string' ? { index } : {}),
    ...(change.constraint === undefined ? {} : { constraint: change.constraint }),
  };
}

function firstOf({ lock }: ChangeStep['measured']): string {
  const rel = lock[0]?.rel ?? '';
  return rel.slice(rel.indexOf('.') + 1);
}
