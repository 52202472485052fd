import type { Column, Index, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import {
  columnOf,
  isText,
  isTime,
  keyColumns,
  ofIndex,
  sqlColumns,
  sqlName,
  words,
} from './facts.ts';
import { createIndex, dropIndex, exchange } from './index-ddl.ts';
import { looksLikeUuid } from './keys.ts';

/** Checks on what must not be there twice. */
export const uniquenessChecks: readonly Check[] = [
  {
    id: 'uq.nullable',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'NULLs count as different from each other: rows with a NULL in the key are never duplicates.',
    source: 'PostgreSQL manual 5.5.3; SchemaCrawler unique index with nullable columns',
    *findIn(table) {
      for (const index of uniques(table)) {
        const nullable = keyColumns(index).filter(
          (name) => columnOf(table, name)?.notNull === false,
        );
        const left = nullable.filter((name) => !excludesNull(index, name));
        if (left.length === 0 || index.nullsNotDistinct) continue;
        // One optional column is mostly meant so; a pair seldom.
        const severity = index.keys.length > 1 ? 'warn' : 'info';
        yield {
          object: {
            ...ofIndex(table, index),
            columns: [...keyColumns(index)],
            ...constraintOf(index),
          },
          severity,
          why: `${index.name} lets duplicates in where ${left.join(' or ')} is NULL.`,
          row: { index: index.definition, nullable: left },
          fixes:
            index.keys.length > 1
              ? [nullsNotDistinct(table, index), setNotNull(table, left)]
              : [setNotNull(table, left)],
        };
      }
    },
  },
  {
    id: 'uq.soft_delete',
    category: 'correctness',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'A row that is only marked as deleted still holds its key: nobody can make it again.',
    source: 'own rule',
    *findIn(table) {
      const mark = deletionMark(table);
      if (mark === undefined) return;
      for (const index of uniques(table)) {
        const columns = keyColumns(index);
        if (
          columns.length === 0 ||
          columns.includes(mark.name) ||
          index.predicate?.includes(mark.name)
        )
          continue;
        if (columns.some((name) => isSurrogate(columnOf(table, name)))) continue;
        const alive =
          mark.baseType === 'bool'
            ? `NOT ${quoteIdent(mark.name)}`
            : `${quoteIdent(mark.name)} IS NULL`;
        const create = createIndex(table, columns, { unique: true, where: alive });
        yield {
          object: { ...ofIndex(table, index), ...constraintOf(index) },
          why: `${index.name} counts rows that ${mark.name} marks as deleted.`,
          row: { index: index.definition, mark: mark.name },
          fixes: [exchange(create, dropIndex(table, index))],
        };
      }
    },
  },
  {
    id: 'uq.case_sensitive_email',
    category: 'correctness',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'Ann@example.com and ann@example.com are one mailbox and two rows.',
    source: 'own rule; PostgreSQL manual F.9 citext',
    *findIn(table) {
      for (const index of uniques(table)) {
        const email = index.keys
          .map((key) => columnOf(table, key.column ?? ''))
          .find((column) => column !== undefined && isEmail(column));
        if (email === undefined || email.baseType === 'citext' || !isText(email)) continue;
        const lowered = (text: string): boolean =>
          new RegExp(`(lower|upper)\\(.*\\b${email.name}\\b`, 'i').test(text);
        if (
          table.indexes.some((other) => other.unique && other.keys.some((key) => lowered(key.text)))
        )
          continue;
        if (table.checks.some((check) => lowered(check.expression))) continue;
        yield {
          object: { ...ofIndex(table, index), ...constraintOf(index) },
          why: `${index.name} tells ${email.name} apart by case.`,
          row: { index: index.definition },
          fixes: [lowerFix(table, index, email)],
        };
      }
    },
  },
];

/** Unique indexes that people chose: not the primary key, whose columns are NOT NULL anyway. */
function uniques(table: Table): readonly Index[] {
  return table.indexes.filter(
    (index) => index.unique && !index.primary && index.valid && !index.inherited,
  );
}

function constraintOf(index: Index): { readonly constraint?: string } {
  return index.constraint ? { constraint: index.name } : {};
}

function excludesNull(index: Index, column: string): boolean {
  return (
    new RegExp(`\\(?"?${column}"? IS NOT NULL`).test(index.predicate ?? '') ||
    new RegExp(`\\b${column} IS NULL`).test(index.predicate ?? '')
  );
}

function nullsNotDistinct(table: Table, index: Index): FixDraft {
  const columns = sqlColumns(keyColumns(index));
  const name = quoteIdent(index.name);
  const nulls = `SELECT ${columns}, count(*) FROM ${sqlName(table)} GROUP BY ${columns} HAVING count(*) > 1 LIMIT 10`;
  const ddl = index.constraint
    ? [
        `ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} UNIQUE NULLS NOT DISTINCT (${columns})`,
      ]
    : [
        ...dropIndex(table, index).ddl,
        `CREATE UNIQUE INDEX ${name} ON ${sqlName(table)} (${columns}) NULLS NOT DISTINCT`,
      ];
  return { ddl, dataCheck: nulls };
}

function setNotNull(table: Table, columns: readonly string[]): FixDraft {
  const missing = columns.map((column) => `${quoteIdent(column)} IS NULL`).join(' OR ');
  const changes = columns
    .map((column) => `ALTER COLUMN ${quoteIdent(column)} SET NOT NULL`)
    .join(', ');
  return {
    ddl: [`ALTER TABLE ${sqlName(table)} ${changes}`],
    dataCheck: `SELECT * FROM ${sqlName(table)} WHERE ${missing} LIMIT 10`,
  };
}

export function isEmail(column: Column): boolean {
  return /^e_?mail(_address)?$/i.test(column.name);
}

export function deletionMark(table: Table): Column | undefined {
  return table.columns.find((column) => {
    if (/^(deleted|archived|removed)_?(at|on|date|time)$/i.test(column.name))
      return isTime(column) && !column.notNull;
    return (
      /^(is_)?(deleted|archived)$/i.test(column.name) &&
      (column.baseType === 'bool' || isTime(column))
    );
  });
}

/** A value that is never chosen again. */
function isSurrogate(column: Column | undefined): boolean {
  if (column === undefined) return true;
  const random = words(column.name).some((word) =>
    ['token', 'hash', 'uuid', 'guid', 'key', 'external', 'nonce'].includes(word),
  );
  return column.baseType === 'uuid' && !column.name.endsWith('_id')
    ? true
    : random || looksLikeUuid(column) || column.name === 'id';
}

function lowerFix(table: Table, index: Index, email: Column): FixDraft {
  const expression = index.keys
    .map((key) => (key.column === email.name ? `lower(${quoteIdent(email.name)})` : key.text))
    .join(', ');
  const where = index.predicate === null ? {} : { where: index.predicate };
  const create = createIndex(table, [...keyColumns(index), 'lower'], {
    unique: true,
    expression,
    ...where,
  });
  const rows = index.predicate === null ? '' : ` WHERE ${index.predicate}`;
  const dataCheck = `SELECT ${expression}, count(*) FROM ${sqlName(table)}${rows} GROUP BY ${index.keys.map((_, at) => at + 1).join(', ')} HAVING count(*) > 1 LIMIT 10`;
  return { ...exchange(create, dropIndex(table, index)), dataCheck };
}
