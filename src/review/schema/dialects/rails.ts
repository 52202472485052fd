import type { Skipped, Source } from '../load/script.ts';
import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { listOf } from './rails-arguments.ts';
import { columnLines, primaryKey } from './rails-columns.ts';
import { constraintSql, foreignKeySql } from './rails-constraints.ts';
import { indexSql, tableName } from './rails-index.ts';

export interface FromRails {
  readonly source: Source;
  readonly skipped: readonly Skipped[];
}

/** `db/schema.rb`: a regular format that Rails writes itself, so a line reader is enough. */
export function translateRails({ name, text }: Source): FromRails {
  const emitter = createEmitter();
  const skipped: Skipped[] = [];
  const lines = text.split('\n').map((line) => line.replace(COMMENT, ''));
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]?.trim() ?? '';
    const table = /^create_table\s+["':]([\w.]+)["']?(.*)\bdo\s*\|/.exec(line);
    if (table !== null) {
      const end = lines.findIndex((other, index) => index > at && /^\s*end\b/.test(other));
      const to = end === -1 ? lines.length : end;
      createTable(table[1] ?? '', table[2] ?? '', lines.slice(at + 1, to), at + 1, {
        emitter,
        skipped,
      });
      at = to;
    } else if (!writeSingle(line, at + 1, emitter) && line !== '' && !plumbing.test(line)) {
      skipped.push(notRead(line, at + 1));
    }
  }
  return { source: emitter.source(name), skipped };
}

/** What people wrote about a table or column may read like an option: "null: false until 2024". */
const COMMENT = /,\s*comment:\s*"(?:[^"\\]|\\.)*"/;

function notRead(text: string, line: number): Skipped {
  return { line, kind: 'rails', why: `not read: ${text.slice(0, 60)}` };
}

const plumbing = /^(#|ActiveRecord|end\b)/;

interface Output {
  readonly emitter: Emitter;
  readonly skipped: Skipped[];
}

function createTable(
  table: string,
  options: string,
  body: readonly string[],
  line: number,
  { emitter, skipped }: Output,
): void {
  const columns: { readonly line: number; readonly sql: string }[] = [];
  const later: { readonly line: number; readonly sql: string }[] = [];
  const key = primaryKey(options);
  if (key !== null) columns.push({ line, sql: key });
  for (const [index, raw] of body.entries()) {
    const own = line + index + 1;
    const parsed = /^\s*t\.(\w+)(?:\s+(.*?))?\s*$/.exec(raw);
    if (parsed === null) {
      if (!/^\s*(?:#|$)/.test(raw)) skipped.push(notRead(raw.trim(), own));
      continue;
    }
    const [, kind = '', rest = ''] = parsed;
    const constraint = constraintSql(kind, rest);
    if (kind === 'index') later.push({ line: own, sql: indexSql(table, rest) });
    else if (constraint !== null) columns.push({ line: own, sql: constraint });
    else columns.push(...columnLines(kind, rest).map((sql) => ({ line: own, sql })));
  }
  emitter.emit(line, `CREATE TABLE ${tableName(table)} (`);
  for (const [index, column] of columns.entries())
    emitter.emit(column.line, column.sql + (index < columns.length - 1 ? ',' : ''));
  emitter.emit(line, ');');
  for (const index of later) emitter.emit(index.line, `${index.sql};`);
}

function writeSingle(line: string, at: number, emitter: Emitter): boolean {
  const [, verb = '', rest = ''] =
    /^(add_\w+|enable_extension|create_enum|create_schema)\s+(.*)$/.exec(line) ?? [];
  const [first = '', second = ''] = [...rest.matchAll(/["':]([\w.-]+)["']?/g)].map(
    (match) => match[1],
  );
  const sql = singleSql(verb, { rest, first, second });
  if (sql !== null && sql !== '') emitter.emit(at, `${sql};`);
  return sql !== null;
}

function singleSql(
  verb: string,
  {
    rest,
    first,
    second,
  }: { readonly rest: string; readonly first: string; readonly second: string },
): string | null {
  const behind = rest.slice(rest.indexOf(',') + 1);
  switch (verb) {
    case 'enable_extension':
      return extensionSql(first);
    case 'create_schema':
      return `CREATE SCHEMA IF NOT EXISTS ${quoteIdent(first)}`;
    case 'add_index':
      return indexSql(first, behind);
    case 'create_enum':
      return `CREATE TYPE ${tableName(first)} AS ENUM (${listOf(rest).map(quoteLiteral).join(', ')})`;
    case 'add_foreign_key':
      return `ALTER TABLE ${tableName(first)} ADD ${foreignKeySql(second, behind)}`;
    default: {
      const constraint = constraintSql(verb.replace(/^add_/, ''), behind);
      return constraint === null ? null : `ALTER TABLE ${tableName(first)} ADD ${constraint}`;
    }
  }
}

/** Newer versions name its schema too. What every database has is no statement, but read. */
function extensionSql(name: string): string {
  const bare = name.split('.').at(-1) ?? name;
  return bare === 'plpgsql' ? '' : `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(bare)}`;
}
