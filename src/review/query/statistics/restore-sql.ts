import { quoteLiteral } from '../../schema/sql/quote.ts';
import type { ColumnStatistics } from './column-statistics.ts';

interface Relation {
  readonly schema: string;
  readonly name: string;
}

/** Statistics of a relation, by PostgreSQL 18's own functions for moving them from one server to another. */
export function restoreRelation({ schema, name }: Relation, pages: number, rows: number): string {
  const capped = Math.min(pages, MOST_PAGES);
  return `select pg_catalog.pg_restore_relation_stats('schemaname', ${quoteLiteral(schema)},
    'relname', ${quoteLiteral(name)}, 'relpages', ${capped}::integer, 'reltuples', ${rows}::real,
    'relallvisible', ${capped}::integer)`;
}

export function restoreColumn(
  { schema, name }: Relation,
  column: Omit<ColumnStatistics, 'assumption'>,
  inherited: boolean,
): string {
  const { common, histogram } = column;
  return `select pg_catalog.pg_restore_attribute_stats('schemaname', ${quoteLiteral(schema)},
    'relname', ${quoteLiteral(name)}, 'attname', ${quoteLiteral(column.column)}, 'inherited', ${inherited},
    'null_frac', ${column.nullFraction}::real, 'avg_width', ${column.width}::integer,
    'n_distinct', ${column.distinct}::real${[
      ...(column.correlation === null ? [] : [`'correlation', ${column.correlation}::real`]),
      ...(histogram.length === 0 ? [] : [`'histogram_bounds', ${arrayOf(histogram)}::text`]),
      ...(common.length === 0
        ? []
        : [
            `'most_common_vals', ${arrayOf(common.map(({ value }) => value))}::text`,
            `'most_common_freqs', ${arrayOf(common.map(({ frequency }) => String(frequency)))}::real[]`,
          ]),
    ]
      .map((argument) => `, ${argument}`)
      .join('')})`;
}

/** Pages are counted in 32 bits. */
const MOST_PAGES = 2_147_483_647;

function arrayOf(values: readonly string[]): string {
  const items = values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return quoteLiteral(`{${items.join(',')}}`);
}
