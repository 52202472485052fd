import type { SelectStmt } from 'libpg-query';
import type { Table } from '../../schema/catalog/model.ts';
import { keyColumns, primaryKey, uniqueKeys } from '../../schema/checks/facts.ts';
import { quoteIdent } from '../../schema/sql/quote.ts';
import { tokenize } from '../../schema/sql/tokens.ts';
import { orderKeys, type OrderKey } from '../candidates/order-keys.ts';
import type { Query } from '../script/query.ts';
import type { Block } from '../tree/block.ts';

export interface KeysetRewrite {
  readonly sql: string;
  readonly note: string;
}

/**
 * The next page without OFFSET: it begins behind the last row of the page before. Null where it is not the same
 * question: grouped or distinct rows, no order, an order that is not of one table or not of one direction.
 */
export function keysetRewrite(query: Query, block: Block): KeysetRewrite | null {
  const { select } = block;
  if (select?.limitOffset === undefined || !isPlain(select)) return null;
  const order = orderKeys(block);
  const [first] = order;
  const table = first?.operand.relation.table ?? null;
  if (first === undefined || table === null || select.sortClause === undefined) return null;
  if (!order.every((key) => key.descending === first.descending && isSure(key))) return null;
  const alias = quoteIdent(first.operand.relation.alias);
  const ending = tieBreak(table, order);
  if (ending === null) return null;
  const columns = [...order.map(({ operand }) => operand.key), ...ending];
  const parts = clauses(query.sql);
  if (columns.length > 4 || parts === null) return null;
  const row = columns.map((column) => `${alias}.${column}`);
  const next = query.placeholders.length + 1;
  const values = columns.map((_, at) => `$${next + at}`);
  const sign = first.descending ? '<' : '>';
  const behind =
    columns.length === 1
      ? `${row.join()} ${sign} ${values.join()}`
      : `(${row.join(', ')}) ${sign} (${values.join(', ')})`;
  const where = parts.where === null ? behind : `${wrapped(parts.where)} AND ${behind}`;
  const direction = first.descending ? ' DESC' : '';
  const sorted = row.map((column) => column + direction).join(', ');
  return {
    sql: `${parts.head} WHERE ${where} ORDER BY ${sorted}${parts.limit}`,
    note: `${values.join(', ')}: ${columns.join(', ')} of the last row of the page before; the first page leaves the comparison out`,
  };
}

/** A row comparison knows no NULLs: of a nullable column it would lose rows. */
function isSure({ operand, nulls }: OrderKey): boolean {
  return operand.column?.notNull === true && nulls === null;
}

function isPlain(select: SelectStmt): boolean {
  const { groupClause, distinctClause, havingClause, windowClause, lockingClause } = select;
  return [groupClause, distinctClause, havingClause, windowClause, lockingClause].every(
    (clause) => clause === undefined,
  );
}

/** Without a unique column at its end the order leaves rows of one value in doubt, and a page would lose some. Null: there is none. */
function tieBreak(table: Table, order: readonly OrderKey[]): readonly string[] | null {
  const sorted = order.map(({ operand }) => operand.column?.name ?? '');
  const decided = uniqueKeys(table).some((index) =>
    keyColumns(index).every((column) => sorted.includes(column)),
  );
  if (decided) return [];
  const key = primaryKey(table).filter((column) => !sorted.includes(column));
  return key.length === 0 ? null : key.map(quoteIdent);
}

interface Clauses {
  readonly head: string;
  readonly where: string | null;
  /** LIMIT or FETCH FIRST, with a blank in front. */
  readonly limit: string;
}

/** The outermost clauses of a SELECT, found by their words outside of parentheses. */
function clauses(sql: string): Clauses | null {
  const found: { readonly word: string; readonly at: number }[] = [];
  let depth = 0;
  for (const { kind, text, start } of tokenize(sql)) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    const word = text.toLowerCase();
    if (depth === 0 && kind === 'word' && clauseWords.has(word)) found.push({ word, at: start });
  }
  const part = (word: string): string | null => {
    const index = found.findIndex((clause) => clause.word === word);
    const from = found[index];
    return from === undefined
      ? null
      : sql.slice(from.at, found[index + 1]?.at ?? sql.length).trim();
  };
  const [first] = found;
  const order = part('order');
  if (first === undefined || order === null) return null;
  const limit = part('limit') ?? part('fetch');
  return {
    head: sql.slice(0, first.at).trim(),
    where: part('where')?.replace(/^where\s+/i, '') ?? null,
    limit: limit === null ? '' : ` ${limit}`,
  };
}

const clauseWords: ReadonlySet<string> = new Set([
  'where',
  'order',
  'limit',
  'offset',
  'fetch',
  'for',
]);

function wrapped(condition: string): string {
  return /\bor\b/i.test(condition) ? `(${condition})` : condition;
}
