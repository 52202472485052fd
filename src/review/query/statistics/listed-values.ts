import type { Catalog, Column, Table } from '../../schema/catalog/model.ts';

/** The values that a CHECK allows a column: `status IN ('open', 'paid')`. Null where no check lists them. */
export function listedValues(table: Table, column: Column): readonly string[] | null {
  for (const { expression, columns } of table.checks) {
    if (columns.length !== 1 || columns[0] !== column.name) continue;
    // As PostgreSQL writes it back: CHECK (status = ANY (ARRAY['open'::text, 'paid'::text]))
    const list = /^CHECK \([^'()]*(?:\([^()']*\)[^'()]*)?= ANY \(+ARRAY\[(.*?)\]/s.exec(
      expression,
    )?.[1];
    if (list === undefined) continue;
    const values = [...list.matchAll(/'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)/g)].map(
      ([, text, number]) => text?.replaceAll("''", "'") ?? number ?? '',
    );
    if (values.length > 0 && values.length <= MOST_VALUES) return values;
  }
  return null;
}

export function enumLabels(catalog: Catalog, column: Column): readonly string[] | null {
  if (column.typeKind !== 'e') return null;
  const name = column.type.replaceAll('"', '');
  const type = catalog.enums.find(
    (one) => one.name === name || `${one.schema}.${one.name}` === name,
  );
  return type === undefined ? null : type.labels.slice(0, MOST_VALUES);
}

/** What ANALYZE keeps of the most common values. */
const MOST_VALUES = 100;
