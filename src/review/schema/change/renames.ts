import type { SchemaChange } from '../review.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Difference } from './compare.ts';
import { sqlTable } from './ddl.ts';
import { keyOfTable, partsOf, type TableShape } from './shape.ts';

/**
 * What goes on one side and comes on the other, alike enough to be the same under a new name. It is told, and never
 * guessed: the steps do what the two schemas say literally.
 */
export function renamesIn(found: readonly Difference[]): SchemaChange['renames'] {
  const gone = found.flatMap((each) => (each.kind === 'table dropped' ? [each.table] : []));
  const come = found.flatMap((each) => (each.kind === 'table added' ? [each.table] : []));
  const tables = gone.flatMap((from) =>
    come
      .filter((to) => alike(from, to))
      .map((to) => ({
        from: keyOfTable(from),
        to: keyOfTable(to),
        why: 'One table goes and one with the same columns comes. Read literally, its rows are lost.',
        ddl: `ALTER TABLE ${sqlTable(from)} RENAME TO ${quoteIdent(to.name)}`,
      })),
  );
  return [...tables, ...found.flatMap((each) => renamedColumns(each, found))];
}

function alike(a: TableShape, b: TableShape): boolean {
  // Partitions are alike anyway; what tells them apart is which rows they hold.
  if (a.partitionOf?.bound !== b.partitionOf?.bound) return false;
  const shared = a.columns.filter((column) =>
    b.columns.some(({ name, type }) => name === column.name && type === column.type),
  ).length;
  return shared > 0 && shared * 4 >= Math.max(a.columns.length, b.columns.length) * 3;
}

function renamedColumns(gone: Difference, found: readonly Difference[]): SchemaChange['renames'] {
  if (gone.kind !== 'column dropped') return [];
  const { table, column: from } = gone;
  const key = keyOfTable(table);
  return found.flatMap((come) => {
    if (come.kind !== 'column added' || keyOfTable(come.table) !== key) return [];
    const { column: to } = come;
    if (to.type !== from.type || to.notNull !== from.notNull) return [];
    if (inKey(table, from.name)) return [];
    return [
      {
        from: `${key}.${from.name}`,
        to: `${key}.${to.name}`,
        why: `One ${from.type} column goes and one comes. Read literally, its values are lost.`,
        ddl: `ALTER TABLE ${sqlTable(table)} RENAME COLUMN ${quoteIdent(from.name)} TO ${quoteIdent(to.name)}`,
      },
    ];
  });
}

function inKey(table: TableShape, column: string): boolean {
  return partsOf(table, 'primary key').some((part) => part.columns.includes(column));
}
