import type { Skipped, Source } from '../load/script.ts';
import { lineCounter } from '../sql/lines.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Token } from '../sql/tokens.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { mysqlStatements, nameAt, parenthesized, splitByComma, wordAt } from './mysql-tokens.ts';
import { foreignCheck, translateItem, type TableItem } from './mysql-table.ts';

export interface Translated {
  readonly source: Source;
  readonly skipped: readonly Skipped[];
}

/**
 * MySQL's DDL as PostgreSQL's: tables, keys, foreign keys and indexes, so that the same checks run on the same
 * engine. What has no counterpart is left out and told. As InnoDB does, foreign keys without an index get one.
 */
export function translateMysql({ name, text }: Source): Translated {
  const emitter = createEmitter();
  const skipped: Skipped[] = [];
  const lineAt = lineCounter(text);
  const names = new Set<string>();
  const job: Job = {
    emitter,
    lineOf: (token) => lineAt(token?.start ?? 0),
    leaveOut: (token, why) =>
      void skipped.push({ line: lineAt(token?.start ?? 0), kind: 'mysql', why }),
    indexName: (table, wanted) => {
      const free = wanted === null || names.has(wanted) ? `${table}_${wanted ?? 'idx'}` : wanted;
      let unique = free;
      for (let number = 1; names.has(unique); number += 1) unique = `${free}_${number}`;
      names.add(unique);
      return unique;
    },
  };
  for (const { tokens } of mysqlStatements(text)) translateStatement(tokens, job);
  return { source: emitter.source(name), skipped };
}

interface Job {
  readonly emitter: Emitter;
  readonly lineOf: (token: Token | undefined) => number;
  readonly leaveOut: (token: Token | undefined, why: string) => void;
  /** Index names are one per table in MySQL, one per schema in PostgreSQL. */
  readonly indexName: (table: string, wanted: string | null) => string;
}

function translateStatement(tokens: readonly Token[], job: Job): void {
  const verb = wordAt(tokens, 0);
  const words = tokens.slice(0, 6).map((_, at) => wordAt(tokens, at));
  const table = words.indexOf('table');
  if (verb === 'create' && table > 0 && table < 4) return createTable(tokens, table, job);
  if (verb === 'alter' && words[1] === 'table') return alterTable(tokens, job);
  if (verb === 'create' && words.slice(1, 3).includes('index')) return createIndex(tokens, job);
  job.leaveOut(
    tokens[0],
    ['insert', 'replace', 'update', 'delete', 'load'].includes(verb)
      ? 'rows are not loaded: the review is of the schema'
      : `${verb.toUpperCase()} has no part in the tables, or no counterpart`,
  );
}

function createTable(tokens: readonly Token[], at: number, job: Job): void {
  const exists = wordAt(tokens, at + 1) === 'if' ? 3 : 0;
  const { name, next } = nameAt(tokens, at + 1 + exists);
  if (tokens[next]?.text !== '(') return job.leaveOut(tokens[0], 'CREATE TABLE … LIKE or AS');
  const items = splitByComma(parenthesized(tokens, next).inside).map(translateItem);
  job.emitter.emit(job.lineOf(tokens[0]), `CREATE TABLE ${quoteIdent(name)} (`);
  const lines = items.flatMap((item) => tableLines(item, job));
  for (const [index, { line, sql }] of lines.entries())
    job.emitter.emit(line, sql + (index < lines.length - 1 ? ',' : ''));
  job.emitter.emit(job.lineOf(tokens[0]), ');');
  for (const item of items) addChecks(name, item, job);
  addIndexes(name, items, job);
  if (items.some((item) => item.kind === 'column' && item.column.touched))
    addTouch(name, tokens[0], job);
}

function tableLines(item: TableItem, job: Job): { readonly line: number; readonly sql: string }[] {
  const line = job.lineOf(item.token);
  switch (item.kind) {
    case 'column': {
      const { name, primary, unique, ignoredReference, sql } = item.column;
      if (item.column.foreignDefault)
        job.leaveOut(item.token, `the default of ${name}: it calls what only MySQL has`);
      if (item.column.foreignCheck) job.leaveOut(item.token, foreignCheck);
      if (item.column.foreignFormula)
        job.leaveOut(item.token, `how ${name} is computed: only MySQL does it so`);
      if (ignoredReference)
        job.leaveOut(item.token, 'REFERENCES on a column: MySQL reads it and makes no foreign key');
      return [{ line, sql: `${sql}${primary ? ' PRIMARY KEY' : ''}${unique ? ' UNIQUE' : ''}` }];
    }
    case 'constraint':
      return [{ line, sql: item.sql }];
    case 'check':
      return [];
    case 'left-out':
      job.leaveOut(item.token, item.why);
      return [];
    case 'index':
      return [];
  }
}

function addChecks(table: string, item: TableItem, job: Job): void {
  const checks =
    item.kind === 'check'
      ? [item.sql]
      : item.kind === 'column'
        ? item.column.checks.map((condition) => `CHECK ${condition}`)
        : [];
  for (const check of checks)
    job.emitter.emit(job.lineOf(item.token), `ALTER TABLE ${quoteIdent(table)} ADD ${check};`);
}

function addIndexes(table: string, items: readonly TableItem[], job: Job): void {
  const leading: (readonly string[])[] = [];
  for (const item of items) {
    if (item.kind === 'column' && (item.column.primary || item.column.unique))
      leading.push([item.column.name]);
    if (item.kind === 'constraint' && item.key !== null) leading.push(item.key);
    if (item.kind !== 'index') continue;
    leading.push(item.columns);
    const name = quoteIdent(job.indexName(table, item.name));
    job.emitter.emit(
      job.lineOf(item.token),
      `CREATE INDEX ${name} ON ${quoteIdent(table)} (${item.expressions});`,
    );
  }
  for (const item of items) {
    if (item.kind !== 'constraint' || item.foreignKey === null) continue;
    const key = item.foreignKey;
    if (leading.some((columns) => key.every((column, at) => columns[at] === column))) continue;
    leading.push(key);
    const name = quoteIdent(job.indexName(table, `${key.join('_')}_fk`));
    job.emitter.emit(
      job.lineOf(item.token),
      `CREATE INDEX ${name} ON ${quoteIdent(table)} (${key.map(quoteIdent).join(', ')});`,
    );
  }
}

/** A trigger in the place of ON UPDATE CURRENT_TIMESTAMP. */
function addTouch(table: string, token: Token | undefined, job: Job): void {
  const line = job.lineOf(token);
  job.emitter.emit(
    line,
    `CREATE OR REPLACE FUNCTION on_update_timestamp() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN RETURN NEW; END $$;`,
  );
  job.emitter.emit(
    line,
    `CREATE TRIGGER on_update_timestamp BEFORE UPDATE ON ${quoteIdent(table)} FOR EACH ROW EXECUTE FUNCTION on_update_timestamp();`,
  );
}

function alterTable(tokens: readonly Token[], job: Job): void {
  const { name, next } = nameAt(tokens, 2);
  for (const change of splitByComma(tokens.slice(next))) {
    const verb = wordAt(change, 0);
    const from = wordAt(change, 1) === 'column' ? 2 : 1;
    const alter = `ALTER TABLE ${quoteIdent(name)}`;
    const line = job.lineOf(change[0]);
    if (verb === 'add') {
      const item = translateItem(change.slice(from));
      for (const part of tableLines(item, job))
        job.emitter.emit(
          part.line,
          `${alter} ADD ${item.kind === 'column' ? 'COLUMN ' : ''}${part.sql};`,
        );
      addChecks(name, item, job);
      addIndexes(name, [item], job);
    } else if (verb === 'modify' && wordAt(change, change.length - 1) === 'auto_increment') {
      // phpMyAdmin dumps add AUTO_INCREMENT afterwards.
      job.emitter.emit(
        line,
        `${alter} ALTER COLUMN ${quoteIdent(nameAt(change, from).name)} ADD GENERATED BY DEFAULT AS IDENTITY;`,
      );
    } else if (verb === 'drop' && wordAt(change, 1) === 'column') {
      job.emitter.emit(line, `${alter} DROP COLUMN ${quoteIdent(nameAt(change, 2).name)};`);
    } else {
      job.leaveOut(change[0], `ALTER TABLE … ${verb.toUpperCase()} is not translated`);
    }
  }
}

function createIndex(tokens: readonly Token[], job: Job): void {
  const unique = wordAt(tokens, 1) === 'unique';
  const on = tokens.findIndex(
    (token) => token.kind === 'word' && token.text.toLowerCase() === 'on',
  );
  const { name: table, next } = nameAt(tokens, on + 1);
  const item = translateItem([...tokens.slice(unique ? 2 : 1, on), ...tokens.slice(next)]);
  if (item.kind !== 'index') return job.leaveOut(tokens[0], 'an index of another kind');
  const name = quoteIdent(job.indexName(table, item.name));
  job.emitter.emit(
    job.lineOf(tokens[0]),
    `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${quoteIdent(table)} (${item.expressions});`,
  );
}
