import { objectsIn } from '../sql/tree.ts';
import { tokenize, type Token } from '../sql/tokens.ts';
import type { ScriptStatement } from './script.ts';

/**
 * A statement's text as the engine is to run it: no CONCURRENTLY (it takes no part in what the schema is), no
 * TABLESPACE and no COMPRESSION (the engine has one of each), and no rows from CREATE TABLE AS.
 */
export function executableSql({ text, node }: ScriptStatement): string {
  let sql = text;
  if (isConcurrent(node)) sql = dropWord(sql, 'concurrently');
  if (hasField(node, ['tablespacename', 'tableSpace', 'tableSpaceName'])) {
    sql = dropPair(sql, 'tablespace');
  }
  if (hasField(node, ['compression'])) sql = dropPair(sql, 'compression');
  return 'CreateTableAsStmt' in node ? withoutRows(sql) : sql;
}

/** Removes every `COLLATE name`. */
export function dropCollations(sql: string): string {
  return dropPair(sql, 'collate');
}

/** Removes the modifier of a type: `geometry(Point, 4326)` becomes `geometry`. */
export function dropTypeModifier(sql: string, type: string): string {
  const tokens = [...tokenize(sql)];
  let result = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    result += token?.text ?? '';
    if (token === undefined || nameOf(token) !== type) continue;
    const opening = nextSolid(tokens, at + 1);
    if (tokens[opening]?.text === '(') at = closing(tokens, opening);
  }
  return result;
}

/** CREATE and DROP INDEX, and DETACH PARTITION. */
export function isConcurrent(node: ScriptStatement['node']): boolean {
  if (!('IndexStmt' in node || 'DropStmt' in node || 'AlterTableStmt' in node)) return false;
  return objectsIn(node).some((part) => part['concurrent'] === true);
}

function hasField(node: unknown, names: readonly string[]): boolean {
  for (const fields of objectsIn(node)) {
    if (names.some((name) => typeof fields[name] === 'string' && fields[name] !== '')) return true;
  }
  return false;
}

function dropWord(sql: string, word: string): string {
  return [...tokenize(sql)]
    .filter((token) => token.kind !== 'word' || token.text.toLowerCase() !== word)
    .map((token) => token.text)
    .join('');
}

/** Drops a word and the (dotted) name behind it. */
function dropPair(sql: string, word: string): string {
  const tokens = [...tokenize(sql)];
  let result = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'word' && token.text.toLowerCase() === word) {
      at = nextSolid(tokens, at + 1);
      while (tokens[at + 1]?.text === '.') at += 2;
    } else {
      result += token?.text ?? '';
    }
  }
  return result;
}

function withoutRows(sql: string): string {
  const bare = sql.replace(/\swith\s+(?:no\s+)?data\s*$/i, '');
  return `${bare} WITH NO DATA`;
}

function nameOf(token: Token): string {
  if (token.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"');
  return token.kind === 'word' ? token.text.toLowerCase() : '';
}

function nextSolid(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'space' || tokens[at]?.kind === 'comment') at += 1;
  return at;
}

function closing(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let at = opening; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '(') depth += 1;
    if (tokens[at]?.text === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}
