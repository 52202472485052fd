import type { Node } from 'libpg-query';
import { sqlTable } from '../change/ddl.ts';
import { columnNamed, type Shape, type TableShape } from '../change/shape.ts';
import { quoteIdent } from '../sql/quote.ts';
import { step, yours, type SafeSequence } from './column-sequence.ts';
import { canBeTwinned, twinForRename } from './twin-column.ts';

export interface Renaming {
  /** Null: nothing safer is known. */
  readonly sequence: SafeSequence | null;
  readonly rollback: readonly string[];
}

/** A rename in the script: no comparison of two schemas could tell it from dropping one and adding another. */
export function renamingOf(node: Node, before: Shape, after: Shape): Renaming | null {
  if (!('RenameStmt' in node)) return null;
  const { relation, subname = '', newname = '', renameType } = node.RenameStmt;
  const table = named(before, relation?.relname ?? '');
  if (table === undefined) return null;
  if (renameType === 'OBJECT_TABLE') return renamedTable(table, newname);
  if (renameType !== 'OBJECT_COLUMN') return null;
  const column = columnNamed(after.tables.get(`${table.schema}.${table.name}`), newname);
  const old = columnNamed(table, subname);
  if (column === undefined || old === undefined) return null;
  return {
    sequence: canBeTwinned(table, old, before) ? twinForRename(table, subname, column) : null,
    rollback: [
      `ALTER TABLE ${sqlTable(table)} RENAME COLUMN ${quoteIdent(newname)} TO ${quoteIdent(subname)}`,
    ],
  };
}

function named(shape: Shape, name: string): TableShape | undefined {
  return [...shape.tables.values()].find((table) => table.name === name);
}

/** A view under the old name takes reads and writes for the code that still runs. */
function renamedTable(table: TableShape, newname: string): Renaming {
  const old = sqlTable(table);
  const fresh = sqlTable({ schema: table.schema, name: newname });
  return {
    sequence: {
      steps: [
        step(
          `ALTER TABLE ${old} RENAME TO ${quoteIdent(newname)}`,
          `CREATE VIEW ${old} AS SELECT * FROM ${fresh}`,
        ),
        yours(`deploy code that knows only ${newname}`),
        step(`DROP VIEW ${old}`),
      ],
    },
    rollback: [`ALTER TABLE ${fresh} RENAME TO ${quoteIdent(table.name)}`],
  };
}
