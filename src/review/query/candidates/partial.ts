import { listedValues } from '../statistics/listed-values.ts';
import type { Predicate } from '../tree/predicate.ts';

/**
 * The condition as a partial index would carry it: only what every run of the query says literally, and only of columns
 * with few values (a parameter's plan could not use it).
 */
export function conditionOf(
  predicate: Predicate,
): { readonly predicate: Predicate; readonly sql: string } | null {
  const { operand, does, constant } = predicate;
  if (operand.column === null) return null;
  const state = states[does];
  if (state !== undefined) return { predicate, sql: state(operand.key) };
  if (does !== 'equal' || constant === null || !hasFewValues(predicate)) return null;
  return { predicate, sql: `${operand.key} = ${constant}` };
}

const states: Readonly<Partial<Record<Predicate['does'], (key: string) => string>>> = {
  null: (key) => `${key} IS NULL`,
  'not-null': (key) => `${key} IS NOT NULL`,
  true: (key) => key,
  false: (key) => `NOT ${key}`,
};

function hasFewValues({ operand: { column, relation } }: Predicate): boolean {
  if (column === null || relation.table === null) return false;
  const isSmall = column.baseType === 'bool' || column.typeKind === 'e';
  return isSmall || listedValues(relation.table, column) !== null;
}
