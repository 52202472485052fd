import type { Catalog, Column, Table } from '../../schema/catalog/model.ts';
import {
  isNumber,
  isText,
  isTime,
  keyColumns,
  uniqueKeys,
  words,
} from '../../schema/checks/facts.ts';
import { enumLabels, listedValues } from './listed-values.ts';
import { averageWidth } from './pages.ts';
import { referenceOf } from './references.ts';

/** What the planner is told of a column, in the words of pg_stats, and why. */
export interface ColumnStatistics {
  readonly column: string;
  readonly nullFraction: number;
  readonly width: number;
  /** Different values; negative: that share of the rows, growing with them. */
  readonly distinct: number;
  readonly common: readonly { readonly value: string; readonly frequency: number }[];
  /** Bounds of parts with equally many rows, as the type writes them. */
  readonly histogram: readonly string[];
  /** How far the order on disk is the order of the values: 1 for what grows with time. */
  readonly correlation: number | null;
  /** A sentence for people; null where it follows from the schema. */
  readonly assumption: string | null;
}

export interface ColumnFact {
  readonly distinct?: number | undefined;
  readonly nullFraction?: number | undefined;
}

export interface StatisticsContext {
  readonly catalog: Catalog;
  readonly rows: (table: number) => number;
  /** What a person stated, by table oid and column. */
  readonly stated: (table: number, column: string) => ColumnFact | null;
  /** The period that times lie in ends here. */
  readonly now: Date;
}

/** Derives a column's statistics: from keys, foreign keys, lists of values, and only then from habits. */
export function columnStatistics(
  table: Table,
  column: Column,
  context: StatisticsContext,
): ColumnStatistics {
  const rows = Math.max(1, context.rows(table.oid));
  const stated = context.stated(table.oid, column.name);
  const guess = guessDistinct(table, column, context);
  const distinct = stated?.distinct === undefined ? guess.distinct : scaled(stated.distinct, rows);
  const nulls = nullsOf(column, stated);
  const common = stated?.distinct === undefined ? (guess.values ?? []) : [];
  const share = (1 - nulls.fraction) / Math.max(1, common.length);
  const notes = [
    ...(stated?.distinct === undefined && guess.why !== null ? [guess.why] : []),
    ...(nulls.why === null ? [] : [nulls.why]),
  ];
  return {
    column: column.name,
    nullFraction: nulls.fraction,
    width: averageWidth(column),
    distinct,
    common: common.map((value) => ({ value, frequency: share })),
    histogram: common.length > 0 ? [] : histogram(table, column, context),
    correlation: growsWithTime(column) ? 1 : 0,
    assumption: notes.length === 0 ? null : notes.join(', '),
  };
}

interface Guess {
  readonly distinct: number;
  readonly values?: readonly string[];
  /** Null when it is no guess. */
  readonly why: string | null;
}

function guessDistinct(table: Table, column: Column, context: StatisticsContext): Guess {
  const rows = Math.max(1, context.rows(table.oid));
  if (isUnique(table, column)) return { distinct: -1, why: null };
  const key = table.foreignKeys.find(
    (candidate) => candidate.columns.length === 1 && candidate.columns[0] === column.name,
  );
  if (key !== undefined)
    return asManyAs({ oid: key.target.oid, name: key.target.table }, rows, context);
  const values = listedValues(table, column) ?? enumLabels(context.catalog, column);
  if (values !== null && values.length > 0) {
    return { distinct: values.length, values, why: `its ${values.length} values equally often` };
  }
  return byReference(column, rows, context) ?? byHabit(column);
}

function asManyAs(
  { oid, name }: { readonly oid: number; readonly name: string },
  rows: number,
  context: StatisticsContext,
): Guess {
  const parents = Math.max(1, context.rows(oid));
  const why = `as many values as ${name} has rows, evenly spread`;
  return { distinct: scaled(Math.min(parents, rows), rows), why };
}

/** Nothing in the schema says that it is a reference, but its name does. */
function byReference(column: Column, rows: number, context: StatisticsContext): Guess | null {
  const reference = referenceOf(column, context.catalog);
  if (reference === null) return null;
  if (reference.table !== null) return asManyAs(reference.table, rows, context);
  return reference.isOwner
    ? { distinct: OWNERS, why: `${OWNERS.toLocaleString('en')} different values` }
    : { distinct: -0.1, why: 'one value in ten rows' };
}

/** Customers of a product that many share: few enough that one of them has many rows. */
const OWNERS = 1_000;

/** What such columns are mostly like. Each of these is told. */
function byHabit(column: Column): Guess {
  const named = new Set(words(column.name));
  const has = (...candidates: readonly string[]): boolean =>
    candidates.some((word) => named.has(word));
  if (column.baseType === 'bool') {
    return { distinct: 2, values: ['t', 'f'], why: 'true and false equally often' };
  }
  if (isTime(column)) {
    return column.baseType === 'date'
      ? { distinct: PERIOD_DAYS, why: `days of the last ${PERIOD_DAYS / 365} years` }
      : { distinct: -1, why: `spread over the last ${PERIOD_DAYS / 365} years` };
  }
  if (column.baseType === 'uuid' || has('email', 'token', 'hash', 'slug', 'uuid', 'guid')) {
    return { distinct: -1, why: 'different in each row' };
  }
  if (has('status', 'state', 'type', 'kind', 'role', 'category', 'level', 'priority', 'currency')) {
    return { distinct: 10, why: '10 different values' };
  }
  if (has('country', 'region', 'locale', 'language', 'lang')) {
    return { distinct: 100, why: '100 different values' };
  }
  return { distinct: -0.1, why: 'one value in ten rows' };
}

function isUnique(table: Table, column: Column): boolean {
  return uniqueKeys(table).some((index) => {
    const columns = keyColumns(index);
    return columns.length === 1 && columns[0] === column.name;
  });
}

function nullsOf(
  column: Column,
  stated: ColumnFact | null,
): { readonly fraction: number; readonly why: string | null } {
  if (stated?.nullFraction !== undefined) return { fraction: stated.nullFraction, why: null };
  if (column.notNull) return { fraction: 0, why: null };
  const [first = ''] = words(column.name);
  if (/^(deleted|archived|cancel+ed|removed|revoked|banned)$/.test(first) && isTime(column)) {
    return { fraction: 0.95, why: 'null in 95 % of the rows' };
  }
  return { fraction: 0.1, why: 'null in 10 % of the rows' };
}

/** The planner keeps up to 10 % of the rows as a number, and more as a share of them, as ANALYZE does. */
function scaled(distinct: number, rows: number): number {
  return distinct > rows / 10 ? -Math.min(1, distinct / rows) : distinct;
}

const PERIOD_DAYS = 3 * 365;
const BOUNDS = 100;

function histogram(table: Table, column: Column, context: StatisticsContext): readonly string[] {
  if (isTime(column)) return timeBounds(column, context.now);
  if (!/^int[248]$/.test(column.baseType) || isText(column) || !isNumber(column)) return [];
  const key = table.foreignKeys.find(({ columns }) => columns.join() === column.name);
  if (key === undefined && !isUnique(table, column)) return [];
  const most = context.rows(key?.target.oid ?? table.oid);
  // int2 and int4 end before some counts do.
  const end =
    column.baseType === 'int8' ? most : Math.min(most, column.baseType === 'int4' ? 2e9 : 3e4);
  return end < BOUNDS ? [] : bounds((part) => String(Math.round(1 + part * (end - 1))));
}

function timeBounds(column: Column, now: Date): readonly string[] {
  const end = now.getTime();
  return bounds((part) => {
    const moment = new Date(end - (1 - part) * PERIOD_DAYS * 86_400_000).toISOString();
    return column.baseType === 'date'
      ? moment.slice(0, 10)
      : moment.replace('T', ' ').replace('Z', '+00');
  });
}

function bounds(at: (part: number) => string): readonly string[] {
  return Array.from({ length: BOUNDS + 1 }, (_, index) => at(index / BOUNDS));
}

/** Numbers that a sequence gives and the time of a row's making: rows lie on disk in their order. */
function growsWithTime(column: Column): boolean {
  if (column.identity || column.serial) return true;
  return (
    isTime(column) && /^(created|inserted|occurred|logged|received|ts$|time)/.test(column.name)
  );
}
