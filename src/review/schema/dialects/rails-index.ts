import { quoteIdent } from '../sql/quote.ts';
import { listOf, option, stringAt, textOf } from './rails-arguments.ts';

/** The index of a `t.index …` or `add_index …`, from its columns on. */
export function indexSql(table: string, rest: string): string {
  const isList = /^\s*\[/.test(rest);
  const columns = isList ? listOf(rest) : [stringAt(rest) ?? ''];
  const keys = columns.map((column) => keyOf(column, rest)).join(', ');
  const unique = /\bunique:\s*true/.test(rest) ? 'UNIQUE ' : '';
  const name = option(rest, 'name') ?? `index_${table}_on_${columns.join('_and_')}`;
  const using = option(rest, 'using');
  const included = listOf(/\binclude:\s*(\[[^\]]*\])/.exec(rest)?.[1] ?? '');
  const where = textOf(rest, 'where');
  return [
    `CREATE ${unique}INDEX ${quoteIdent(name.replaceAll(/\W+/g, '_'))} ON ${tableName(table)}`,
    ...(using === undefined ? [] : [`USING ${using}`]),
    `(${keys})`,
    ...(included.length === 0 ? [] : [`INCLUDE (${included.map(quoteIdent).join(', ')})`]),
    ...(/\bnulls_not_distinct:\s*true/.test(rest) ? ['NULLS NOT DISTINCT'] : []),
    ...(where === undefined ? [] : [`WHERE ${where}`]),
  ].join(' ');
}

export function tableName(name: string): string {
  return name.split('.').map(quoteIdent).join('.');
}

/** A column with its operator class and its order. An expression is written out by Rails, with both. */
function keyOf(column: string, rest: string): string {
  if (!/^\w+$/.test(column)) return column;
  const parts = [ofColumn(rest, 'opclass', column), ofColumn(rest, 'order', column)?.toUpperCase()];
  return [quoteIdent(column), ...parts.filter((part) => part !== undefined)].join(' ');
}

/** `order: :desc` is for all columns, `order: { created_at: :desc }` for some. */
function ofColumn(rest: string, key: string, column: string): string | undefined {
  const some = new RegExp(`\\b${key}:\\s*\\{([^}]*)\\}`).exec(rest)?.[1];
  const [, quoted, symbol] =
    (some === undefined
      ? new RegExp(`\\b${key}:\\s*(?:"([^"]+)"|:(\\w+))`).exec(rest)
      : new RegExp(`(?<![\\w])"?${column}"?:\\s*(?:"([^"]+)"|:(\\w+))`).exec(some)) ?? [];
  return quoted ?? symbol;
}
