import type { Skipped, Source } from '../load/script.ts';
import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { listOf, option, stringAt } from './rails-arguments.ts';
import { columnLines, primaryKey } from './rails-columns.ts';
import { indexSql, tableName } from './rails-index.ts';
import { singular } from './rails-singular.ts';

export interface FromRails {
  readonly source: Source;
  readonly skipped: readonly Skipped[];
}

/** `db/schema.rb`: a regular format that Rails writes itself, so a line reader is enough. */
export function translateRails({ name, text }: Source): FromRails {
  const emitter = createEmitter();
  const skipped: Skipped[] = [];
  const lines = text.split('\n');
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
      skipped.push({ line: at + 1, kind: 'rails', why: `not read: ${line.slice(0, 60)}` });
    }
  }
  return { source: emitter.source(name), skipped };
}

const plumbing = /^(#|ActiveRecord|end\b|enable_extension\s+"plpgsql")/;

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
    const parsed = /^\s*t\.(\w+)\s+(.*?)\s*$/.exec(raw);
    if (parsed === null) continue;
    const [, kind = '', rest = ''] = parsed;
    if (kind === 'index') later.push({ line: own, sql: indexSql(table, rest) });
    else if (kind === 'check_constraint')
      columns.push({ line: own, sql: `CHECK (${stringAt(rest) ?? 'true'})` });
    else if (kind === 'unique_constraint')
      columns.push({ line: own, sql: `UNIQUE (${listOf(rest).map(quoteIdent).join(', ')})` });
    else columns.push(...columnLines(kind, rest).map((sql) => ({ line: own, sql })));
    if (kind === 'exclusion_constraint')
      skipped.push({ line: own, kind: 'rails', why: `${kind} is not read` });
  }
  emitter.emit(line, `CREATE TABLE ${tableName(table)} (`);
  for (const [index, column] of columns.entries())
    emitter.emit(column.line, column.sql + (index < columns.length - 1 ? ',' : ''));
  emitter.emit(line, ');');
  for (const index of later) emitter.emit(index.line, index.sql);
}

function writeSingle(line: string, at: number, emitter: Emitter): boolean {
  const [, verb, rest = ''] =
    /^(add_index|add_foreign_key|enable_extension|create_enum|add_check_constraint)\s+(.*)$/.exec(
      line,
    ) ?? [];
  const [first = '', second = ''] = [...rest.matchAll(/["':]([\w.-]+)["']?/g)].map(
    (match) => match[1],
  );
  switch (verb ?? '') {
    case 'enable_extension':
      emitter.emit(at, `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(first)};`);
      return true;
    case 'add_index':
      emitter.emit(at, indexSql(first, rest.slice(rest.indexOf(',') + 1)));
      return true;
    case 'create_enum':
      emitter.emit(
        at,
        `CREATE TYPE ${quoteIdent(first)} AS ENUM (${listOf(rest).map(quoteLiteral).join(', ')});`,
      );
      return true;
    case 'add_foreign_key': {
      const column = option(rest, 'column') ?? `${singular(second)}_id`;
      const key = option(rest, 'primary_key') ?? 'id';
      const action = deletes[option(rest, 'on_delete') ?? ''] ?? '';
      const valid = /validate:\s*false/.test(rest) ? ' NOT VALID' : '';
      emitter.emit(
        at,
        `ALTER TABLE ${tableName(first)} ADD FOREIGN KEY (${quoteIdent(column)}) REFERENCES ${tableName(second)} (${quoteIdent(key)})${action}${valid};`,
      );
      return true;
    }
    case 'add_check_constraint':
      emitter.emit(
        at,
        `ALTER TABLE ${tableName(first)} ADD CHECK (${/"([^"]+)"/.exec(rest.slice(rest.indexOf(',')))?.[1] ?? 'true'});`,
      );
      return true;
    default:
      return false;
  }
}

const deletes: Readonly<Record<string, string>> = {
  cascade: ' ON DELETE CASCADE',
  nullify: ' ON DELETE SET NULL',
  restrict: ' ON DELETE RESTRICT',
};
