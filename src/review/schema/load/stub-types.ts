import type { Node, TypeName } from 'libpg-query';
import { quoteIdent } from '../sql/quote.ts';
import { dottedName, isFields, objectsIn, typesIn } from '../sql/tree.ts';

/** Types of the referencing columns, as far as the same statement defines them. */
export function ownTypes(
  node: Node,
  key: object,
  names: readonly string[],
): readonly (string | undefined)[] {
  if (!('CreateStmt' in node)) return [];
  const columns = (node.CreateStmt.tableElts ?? []).flatMap((element) =>
    'ColumnDef' in element ? [element.ColumnDef] : [],
  );
  const inline = columns.find((column) => objectsIn(column.constraints).some((o) => o === key));
  const typed =
    inline === undefined ? names.map((n) => columns.find((c) => c.colname === n)) : [inline];
  return typed.map((column) =>
    column?.typeName === undefined ? undefined : typeText(column.typeName),
  );
}

function typeText(type: TypeName): string {
  const parts = dottedName(type.names).filter((part) => part !== 'pg_catalog');
  const name = parts.map(quoteIdent).join('.');
  return serials[name] ?? name;
}

const serials: Readonly<Record<string, string>> = {
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
};

/** What the statement tells of a column's type: it is compared with a number, or becomes something close to it. */
export function typesByUse(node: Node): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const { lexpr, rexpr, subtype, name, def } of objectsIn(node)) {
    const [column] = objectsIn(lexpr).flatMap(({ ColumnRef: ref }) =>
      isFields(ref) ? dottedName(ref['fields']).slice(-1) : [],
    );
    const number = objectsIn(rexpr).some((part) => 'ival' in part || 'fval' in part);
    if (column !== undefined && number) types.set(column, 'numeric');
    if (subtype !== 'AT_AlterColumnType' || typeof name !== 'string') continue;
    const [becomes] = typesIn(def);
    types.set(name, typeBefore[becomes?.at(-1) ?? ''] ?? 'text');
  }
  return types;
}

/** From what a column is mostly changed to such a type. */
const typeBefore: Readonly<Record<string, string>> = {
  int8: 'integer',
  int4: 'smallint',
  timestamptz: 'timestamp',
  text: 'varchar(255)',
  varchar: 'varchar(10)',
  numeric: 'numeric(10,2)',
  jsonb: 'json',
};

/** What a column of this name mostly is. Measurements on it are labelled as made on a stub. */
export function guessType(name: string): string {
  if (/(^|_)id$/i.test(name)) return 'bigint';
  if (/(_at|_on|date)$/i.test(name)) return 'timestamptz';
  if (/^(is|has)_/i.test(name)) return 'boolean';
  if (/(amount|price|total|count|qty|quantity)$/i.test(name)) return 'numeric';
  return 'text';
}
