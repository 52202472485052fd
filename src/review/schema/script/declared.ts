import type { Constraint } from 'libpg-query';
import type { Declared } from '../catalog/model.ts';
import type { ScriptStatement } from '../load/script.ts';
import { indexOfByte } from '../sql/bytes.ts';
import { dottedName } from '../sql/tree.ts';
import { tokenize } from '../sql/tokens.ts';

/** Reads what the catalog forgets: names that were cut, and whether NO ACTION was written or just not said. */
export function readDeclared(statements: readonly ScriptStatement[]): Declared {
  const silentDeletes = new Set<string>();
  const truncated = new Map<string, number>();
  for (const statement of statements) {
    for (const { table, columns, constraint } of foreignKeysIn(statement)) {
      if (!saysOnDelete(statement.text, constraint.location ?? 0))
        silentDeletes.add(`${table}(${columns.join()})`);
    }
    for (const { name, line } of longNames(statement))
      if (!truncated.has(name)) truncated.set(name, line);
  }
  return { silentDeletes, truncated: [...truncated].map(([name, line]) => ({ name, line })) };
}

interface WrittenKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly constraint: Constraint;
}

function* foreignKeysIn({ node }: ScriptStatement): Generator<WrittenKey> {
  const created = 'CreateStmt' in node ? node.CreateStmt : null;
  const altered = 'AlterTableStmt' in node ? node.AlterTableStmt : null;
  const table = (created ?? altered)?.relation?.relname ?? '';
  const commands = (altered?.cmds ?? []).flatMap((command) =>
    'AlterTableCmd' in command ? (command.AlterTableCmd.def ?? []) : [],
  );
  for (const element of [...(created?.tableElts ?? []), ...commands]) {
    if ('Constraint' in element && element.Constraint.contype === 'CONSTR_FOREIGN') {
      yield {
        table,
        columns: dottedName(element.Constraint.fk_attrs),
        constraint: element.Constraint,
      };
    }
    if (!('ColumnDef' in element)) continue;
    for (const part of element.ColumnDef.constraints ?? []) {
      if ('Constraint' in part && part.Constraint.contype === 'CONSTR_FOREIGN') {
        yield { table, columns: [element.ColumnDef.colname ?? ''], constraint: part.Constraint };
      }
    }
  }
}

/** Looks for ON DELETE from the constraint's first word to the comma or parenthesis that ends it. */
function saysOnDelete(text: string, byte: number): boolean {
  let depth = 0;
  let previous = '';
  for (const token of tokenize(text, 'postgres', indexOfByte(text, byte))) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && token.text === ',')) return false;
    if (token.kind !== 'word') continue;
    const word = token.text.toLowerCase();
    if (previous === 'on' && word === 'delete') return true;
    previous = word;
  }
  return false;
}

/** NAMEDATALEN is 64, one byte of it is the end. */
const nameBytes = 63;

function* longNames({
  text,
  node,
  lineAt,
}: ScriptStatement): Generator<{ readonly name: string; readonly line: number }> {
  if (!['CreateStmt', 'IndexStmt', 'AlterTableStmt', 'RenameStmt'].some((kind) => kind in node))
    return;
  for (const token of tokenize(text)) {
    if (token.kind !== 'word' && token.kind !== 'quoted') continue;
    const name = token.kind === 'quoted' ? token.text.slice(1, -1) : token.text.toLowerCase();
    if (Buffer.byteLength(name) <= nameBytes) continue;
    yield { name, line: lineAt(token.start) };
  }
}
