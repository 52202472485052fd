import type { Column } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check } from './check.ts';
import { typeLeadsTo } from './column-types.ts';
import { label, ofColumns, sqlName, words } from './facts.ts';

/** Checks on columns that hold money. */
export const moneyChecks: readonly Check[] = [
  {
    id: 'col.float_money',
    category: 'correctness',
    severity: 'error',
    confidence: 'proved',
    reason:
      'Binary floats cannot hold a cent exactly, and the money type changes its meaning with a locale setting.',
    source: "PostgreSQL wiki, Don't Do This: money; SQL Antipatterns, Rounding Errors",
    *findIn(table) {
      for (const column of table.columns) {
        const float = ['float4', 'float8'].includes(column.baseType);
        if (column.baseType !== 'money' && !(float && isMoney(column))) continue;
        const name = quoteIdent(column.name);
        const ddl = [
          `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${name} TYPE numeric(19,4) USING ${name}::numeric`,
        ];
        const dataCheck = `SELECT ${name} FROM ${sqlName(table)} WHERE abs(${name}::numeric) >= 1e15 LIMIT 10`;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} holds money as ${column.type}.`,
          row: { type: column.type },
          fixes: [{ ddl, dataCheck, leadsTo: typeLeadsTo }],
        };
      }
    },
  },
  {
    id: 'col.numeric_no_precision',
    category: 'correctness',
    severity: 'info',
    confidence: 'proved',
    reason: 'Without a scale each writer rounds as it likes, and sums drift apart.',
    source: 'eslint-plugin-postgresql',
    *findIn(table) {
      for (const column of table.columns) {
        if (
          column.baseType !== 'numeric' ||
          column.hasModifier ||
          column.typeKind === 'd' ||
          !isMoney(column)
        )
          continue;
        const name = quoteIdent(column.name);
        const ddl = [`ALTER TABLE ${sqlName(table)} ALTER COLUMN ${name} TYPE numeric(19,4)`];
        const dataCheck = `SELECT ${name} FROM ${sqlName(table)} WHERE ${name} <> round(${name}, 4) OR abs(${name}) >= 1e15 LIMIT 10`;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is numeric without precision and scale.`,
          row: { type: column.type },
          fixes: [{ ddl, dataCheck, leadsTo: typeLeadsTo }],
        };
      }
    },
  },
];

const money: ReadonlySet<string> = new Set(
  'price prices amount cost costs total subtotal balance fee fees salary wage tax vat discount revenue payment refund charge budget debit credit paid due profit income expense payout commission deposit tip surcharge msrp'.split(
    ' ',
  ),
);
const measures: ReadonlySet<string> = new Set(
  'weight distance ratio score percent percentage pct time duration hours minutes seconds count qty quantity lat lng bytes size length width height ml kg rate factor id points'.split(
    ' ',
  ),
);

/** Told by the words of the name: a total is money, a total_weight is not. */
export function isMoney(column: Column): boolean {
  const parts = words(column.name);
  return parts.some((word) => money.has(word)) && !parts.some((word) => measures.has(word));
}
