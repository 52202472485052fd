import type { Token } from '../sql/tokens.ts';
import { quoteIdent } from '../sql/quote.ts';
import { translateColumn, type TranslatedColumn } from './mysql-column.ts';
import { isCheckable, translateExpression } from './mysql-expression.ts';
import { bare, parenthesized, wordAt } from './mysql-tokens.ts';

/** One line of a CREATE TABLE or one ADD of an ALTER TABLE, in PostgreSQL's words. */
export type TableItem =
  | {
      readonly kind: 'column';
      readonly column: TranslatedColumn;
      readonly token: Token | undefined;
    }
  | {
      readonly kind: 'constraint';
      readonly sql: string;
      readonly token: Token | undefined;
      readonly foreignKey: readonly string[] | null;
      readonly key: readonly string[] | null;
    }
  | {
      readonly kind: 'index';
      readonly name: string | null;
      readonly columns: readonly string[];
      readonly expressions: string;
      readonly token: Token | undefined;
    }
  | { readonly kind: 'check'; readonly sql: string; readonly token: Token | undefined }
  | { readonly kind: 'left-out'; readonly why: string; readonly token: Token | undefined };

export function translateItem(tokens: readonly Token[]): TableItem {
  const { name, at } = constraintName(tokens);
  const named = name === null ? '' : `CONSTRAINT ${quoteIdent(name)} `;
  const token = tokens[0];
  switch (tokens[at]?.kind === 'quoted' ? '' : wordAt(tokens, at)) {
    case 'primary':
    case 'unique':
      return uniqueItem(tokens, at);
    case 'key':
    case 'index': {
      const keys = keyList(tokens, at);
      return {
        kind: 'index',
        name: keys.name,
        columns: keys.columns,
        expressions: keys.expressions,
        token,
      };
    }
    case 'fulltext':
    case 'spatial':
      return { kind: 'left-out', why: `a ${wordAt(tokens, at)} index`, token };
    case 'foreign':
      return foreignKey(tokens, at, named);
    case 'check': {
      const { inside } = parenthesized(tokens, at + 1);
      if (!isCheckable(inside)) return { kind: 'left-out', why: foreignCheck, token };
      const sql = `${named}CHECK (${translateExpression(inside)})`;
      return { kind: 'check', sql, token };
    }
    default:
      return { kind: 'column', column: translateColumn(tokens), token };
  }
}

/** Why a CHECK is left out. */
export const foreignCheck = 'a CHECK that only MySQL evaluates so';

function constraintName(tokens: readonly Token[]): {
  readonly name: string | null;
  readonly at: number;
} {
  if (wordAt(tokens, 0) !== 'constraint') return { name: null, at: 0 };
  if (['primary', 'unique', 'foreign', 'check'].includes(wordAt(tokens, 1)))
    return { name: null, at: 1 };
  return { name: bare(tokens[1]?.text ?? ''), at: 2 };
}

function uniqueItem(tokens: readonly Token[], at: number): TableItem {
  const keys = keyList(tokens, at);
  const token = tokens[0];
  const primary = wordAt(tokens, at) === 'primary';
  // What is unique in its first characters (`name`(20)) is unique as a whole.
  const sql = `${primary ? 'PRIMARY KEY' : 'UNIQUE'} (${keys.expressions})`;
  return { kind: 'constraint', sql, token, foreignKey: null, key: keys.columns };
}

interface Keys {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly expressions: string;
}

/** `KEY name USING BTREE (a, b(10) DESC)`. */
function keyList(tokens: readonly Token[], at: number): Keys {
  const opening = tokens.findIndex((token, index) => index >= at && token.text === '(');
  const before = tokens
    .slice(at, opening)
    .filter(
      (token) =>
        !/^(primary|unique|key|index|using|btree|hash|constraint)$/i.test(token.text) ||
        token.kind === 'quoted',
    );
  const { inside } = parenthesized(tokens, opening);
  const columns: string[] = [];
  const parts: string[] = [];
  for (let index = 0; index < inside.length; index += 1) {
    const token = inside[index];
    if (token === undefined || token.text === ',') continue;
    if (token.text === '(') {
      const found = parenthesized(inside, index);
      const afterName = parts.length > 0 && inside[index - 1]?.text !== ',';
      if (!afterName) parts.push(`(${translateExpression(found.inside)})`);
      index = found.end;
    } else if (/^(asc|desc)$/i.test(token.text) && token.kind === 'word') {
      parts.push(`${parts.pop() ?? ''} ${token.text.toUpperCase()}`);
    } else {
      columns.push(bare(token.text));
      parts.push(quoteIdent(bare(token.text)));
    }
  }
  const [named] = before;
  return {
    name: named === undefined ? null : bare(named.text),
    columns,
    expressions: parts.join(', '),
  };
}

function foreignKey(tokens: readonly Token[], at: number, named: string): TableItem {
  const opening = tokens.findIndex((token, index) => index > at && token.text === '(');
  const { inside, end } = parenthesized(tokens, opening);
  const columns = inside.filter((token) => token.text !== ',').map((token) => bare(token.text));
  const rest = tokens.slice(end + 1).map((token, index) => {
    if (
      token.kind === 'quoted' ||
      (index > 0 && token.kind === 'word' && !actions.test(token.text))
    )
      return quoteIdent(bare(token.text));
    return token.text;
  });
  const sql = `${named}FOREIGN KEY (${columns.map(quoteIdent).join(', ')}) ${rest.join(' ').replaceAll(' . ', '.')}`;
  return { kind: 'constraint', sql, token: tokens[0], foreignKey: columns, key: null };
}

const actions =
  /^(references|on|delete|update|cascade|set|null|default|no|action|restrict|match|full|partial|simple)$/i;
