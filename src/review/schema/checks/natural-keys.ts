import type { Column, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import { isText, label, ofColumns, sqlName } from './facts.ts';
import { createIndex } from './index-ddl.ts';
import { deletionMark, isEmail } from './uniqueness.ts';

/** Whether what people take for unique is so. */
export const naturalKeyChecks: readonly Check[] = [
  {
    id: 'uq.natural_key_missing',
    category: 'correctness',
    severity: 'warn',
    confidence: 'heuristic',
    reason:
      'What people take for unique should be: two accounts with one address are found in production.',
    source: 'own rule',
    *findIn(table) {
      for (const column of table.columns) {
        if (!isNaturalKey(table, column)) continue;
        const covered = table.indexes.some(
          (index) =>
            index.unique &&
            index.keys.some(
              (key) =>
                key.column === column.name ||
                (key.column === null && key.text.includes(column.name)),
            ),
        );
        if (covered || table.foreignKeys.some((key) => key.columns.includes(column.name))) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is not unique.`,
          row: { type: column.type },
          fixes: [uniqueFix(table, column)],
        };
      }
    },
  },
];

const people =
  /(^|_)(users?|accounts?|customers?|members?|people|persons?|employees?|subscribers?|profiles?|admins?|administrators?|authors?|students?|teachers?|patients?|clients?|candidates?|drivers?)$/i;
const notes =
  /(log|logs|history|event|events|audit|audits|item|items|line|lines|message|messages|attempt|attempts|archive|snapshot|import|imports|invitation|invitations|invites?)$/i;
const catalogue =
  /(countr|currenc|coupon|product|voucher|promo|airport|categor|language|region|state|discount)/i;

function isNaturalKey(table: Table, column: Column): boolean {
  if (!isText(column) || notes.test(table.name)) return false;
  const name = column.name.toLowerCase();
  if (isEmail(column)) return people.test(table.name);
  if (name === 'code') return catalogue.test(table.name);
  return ['slug', 'sku', 'username', 'isbn'].includes(name);
}

function uniqueFix(table: Table, column: Column): FixDraft {
  const quoted = quoteIdent(column.name);
  const mark = deletionMark(table);
  const alive =
    mark === undefined
      ? []
      : [
          mark.baseType === 'bool'
            ? `NOT ${quoteIdent(mark.name)}`
            : `${quoteIdent(mark.name)} IS NULL`,
        ];
  const conditions = [...(column.notNull ? [] : [`${quoted} IS NOT NULL`]), ...alive];
  const key = isEmail(column) && column.baseType !== 'citext' ? `lower(${quoted})` : quoted;
  const where = conditions.length === 0 ? {} : { where: conditions.join(' AND ') };
  const dataCheck = `SELECT ${key}, count(*) FROM ${sqlName(table)} ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')} `}GROUP BY 1 HAVING count(*) > 1 LIMIT 10`;
  return {
    ...createIndex(table, [column.name], { unique: true, expression: key, ...where }),
    dataCheck,
  };
}
