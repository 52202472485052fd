import type { Column, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import {
  freeName,
  hasCheckOn,
  isForeignKeyColumn,
  isNumber,
  isText,
  isTime,
  label,
  ofColumns,
  primaryKey,
  sqlName,
  words,
} from './facts.ts';
import { isMoney } from './money.ts';

/** Checks on which values a column lets in. */
export const domainChecks: readonly Check[] = [
  {
    id: 'col.nullable_all',
    category: 'design',
    severity: 'warn',
    confidence: 'proved',
    reason: 'Where everything may be missing, every reader has to handle every combination.',
    source: 'pg-index-health tables where all columns are nullable; SchemaCrawler',
    *findIn(table) {
      const key = primaryKey(table);
      const others = table.columns.filter(
        (column) => !key.includes(column.name) && !column.generated && !column.identity,
      );
      if (others.length < 2 || others.some((column) => column.notNull)) return;
      yield {
        object: { schema: table.schema, table: table.name },
        why: `In ${label(table)} everything but the key may be NULL.`,
        row: { nullable: others.map((column) => column.name) },
      };
    },
  },
  {
    id: 'col.not_null_policy',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'A row without its name, state or owner means nothing to its readers.',
    source: 'bytebase column.no-null',
    *findIn(table) {
      for (const column of table.columns) {
        if (column.notNull || column.generated || !isEssential(table, column)) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} may be NULL.`,
          row: { type: column.type, default: column.default },
          fixes: [setNotNull(table, column)],
        };
      }
    },
  },
  {
    id: 'chk.missing_domain',
    category: 'correctness',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'A CHECK is the only rule that no code path forgets.',
    source: 'own rule',
    *findIn(table) {
      for (const column of table.columns) {
        const domain = domainOf(column);
        if (domain === null || column.generated || column.typeKind !== 'b') continue;
        if (hasCheckOn(table, column.name) || isForeignKeyColumn(table, column.name)) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} takes any ${domain.any}.`,
          row: { type: column.type },
          fixes: domain.check === null ? [] : [addCheck(table, column.name, domain.check)],
        };
      }
    },
  },
  {
    id: 'col.null_string_default',
    category: 'correctness',
    severity: 'error',
    confidence: 'proved',
    reason: 'The default is a text that spells a value, not the value.',
    source: 'SchemaCrawler column with default value NULL as string',
    *findIn(table) {
      for (const column of table.columns) {
        const literal = /^'((?:[^']|'')*)'::/.exec(column.default ?? '')?.[1];
        const instead = literal === undefined ? null : meant(column, literal);
        if (instead === null || column.generated) continue;
        const action = instead === 'NULL' ? 'DROP DEFAULT' : `SET DEFAULT ${instead}`;
        yield {
          object: ofColumns(table, [column.name]),
          why: `The default of ${label(table, [column.name])} is ${column.default}, a constant; ${instead} was probably meant.`,
          row: { default: column.default },
          fixes: [
            {
              ddl: [
                `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${quoteIdent(column.name)} ${action}`,
              ],
              safe: true,
            },
          ],
        };
      }
    },
  },
];

const essential: ReadonlySet<string> = new Set([
  'name',
  'title',
  'status',
  'state',
  'amount',
  'price',
  'quantity',
  'currency',
  'total',
]);
const owners =
  /^(user|owner|tenant|account|customer|organi[sz]ation|org|company|workspace|order|product)_id$/;

function isEssential(table: Table, column: Column): boolean {
  if (essential.has(column.name.toLowerCase())) return !primaryKey(table).includes(column.name);
  const key = table.foreignKeys.find((candidate) => candidate.columns.join() === column.name);
  if (key === undefined || key.target.oid === table.oid) return false;
  return owners.test(column.name) && key.onDelete !== 'set null' && key.onDelete !== 'set default';
}

function setNotNull(table: Table, column: Column): FixDraft {
  const name = quoteIdent(column.name);
  const alter = `ALTER TABLE ${sqlName(table)}`;
  const check = quoteIdent(freeName(table, [column.name], 'not_null'));
  return {
    ddl: [`${alter} ALTER COLUMN ${name} SET NOT NULL`],
    // A validated CHECK lets SET NOT NULL skip its scan (PostgreSQL 12 and later).
    posted: [
      `${alter} ADD CONSTRAINT ${check} CHECK (${name} IS NOT NULL) NOT VALID`,
      `${alter} VALIDATE CONSTRAINT ${check}`,
      `${alter} ALTER COLUMN ${name} SET NOT NULL`,
      `${alter} DROP CONSTRAINT ${check}`,
    ],
    dataCheck: `SELECT * FROM ${sqlName(table)} WHERE ${name} IS NULL LIMIT 10`,
  };
}

interface Domain {
  readonly any: string;
  readonly check: string | null;
}

const signed: ReadonlySet<string> = new Set([
  'balance',
  'credit',
  'debit',
  'profit',
  'delta',
  'adjustment',
  'change',
  'lat',
  'lng',
]);
const counted: ReadonlySet<string> = new Set([
  'quantity',
  'qty',
  'stock',
  'age',
  'weight',
  'capacity',
  'seats',
]);
const parted: ReadonlySet<string> = new Set(['percent', 'percentage', 'pct']);

function domainOf(column: Column): Domain | null {
  const parts = words(column.name);
  const name = quoteIdent(column.name);
  const has = (set: ReadonlySet<string>): boolean => parts.some((word) => set.has(word));
  if (isNumber(column) && parts.at(-1) !== 'id') {
    if (column.baseType === 'money' || has(signed)) return null;
    if (has(parted))
      return { any: 'number, below 0 and above 100', check: `${name} BETWEEN 0 AND 100` };
    if (has(counted) || isMoney(column)) return { any: 'negative number', check: `${name} >= 0` };
    return parts.join() === 'rating' ? { any: 'number', check: null } : null;
  }
  const state = isText(column) && ['status', 'state'].includes(parts.at(-1) ?? '');
  return state ? { any: 'text: a state with a typo is a new state', check: null } : null;
}

export function addCheck(table: Table, column: string, condition: string): FixDraft {
  const name = quoteIdent(freeName(table, [column], 'check'));
  const alter = `ALTER TABLE ${sqlName(table)}`;
  const add = `${alter} ADD CONSTRAINT ${name} CHECK (${condition})`;
  return {
    ddl: [add],
    posted: [`${add} NOT VALID`, `${alter} VALIDATE CONSTRAINT ${name}`],
    dataCheck: `SELECT * FROM ${sqlName(table)} WHERE NOT (${condition}) LIMIT 10`,
  };
}

/** What was meant by a default that is a quoted word; null if it is a value like any other. */
function meant(column: Column, literal: string): string | null {
  const word = literal.trim().toLowerCase();
  if (isText(column)) {
    if (word === 'null') return 'NULL';
    if (
      /^(current_timestamp|now\(\)|current_date|gen_random_uuid\(\)|uuid_generate_v4\(\))$/.test(
        word,
      )
    )
      return literal.trim();
    return null;
  }
  // DEFAULT 'now' is computed once, when the table is made.
  if (isTime(column) && isToday(word)) return column.baseType === 'date' ? 'CURRENT_DATE' : 'now()';
  return null;
}

function isToday(literal: string): boolean {
  const moment = Date.parse(literal.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  return Math.abs(Date.now() - moment) < 36 * 3_600_000 && literal !== '';
}
