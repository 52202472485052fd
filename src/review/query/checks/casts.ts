import type { Node } from 'libpg-query';
import type { Column } from '../../schema/catalog/model.ts';
import { dottedName } from '../../schema/sql/tree.ts';
import type { Predicate } from '../tree/predicate.ts';
import {
  allPredicates,
  nameOperand,
  type QueryCheck,
  type QueryHit,
  type Subject,
} from './query-check.ts';

/** A column that is compared with a value of another type. */
export const implicitCast: QueryCheck = {
  id: 'query.implicit_cast',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 10.2: operators; 11.10: operator classes and families',
  *find(subject) {
    yield* castsIn(subject);
  },
};

/** A comparison that both sides speak of is told once. */
export function* castsIn(subject: Subject): Generator<QueryHit> {
  const seen = new Set<number | undefined>();
  for (const { predicate } of allPredicates(subject)) {
    const hit = judge(predicate);
    if (hit === null || seen.has(predicate.at)) continue;
    seen.add(predicate.at);
    yield { at: predicate.at, object: nameOperand(predicate), ...hit };
  }
}

type Family = 'integer' | 'numeric' | 'float' | 'text' | 'char' | 'time' | 'bool' | 'uuid';

function judge(predicate: Predicate): Omit<QueryHit, 'at' | 'object'> | null {
  const { column } = predicate.operand;
  if (column === null || !['equal', 'range', 'member'].includes(predicate.does)) return null;
  const other = otherType(predicate);
  if (other === null) return null;
  const [mine, theirs] = [familyOf(column.baseType), familyOf(other)];
  if (mine === null || theirs === null) return null;
  const name = nameOperand(predicate);
  const types = `${column.baseType} = ${other}`;
  const evidence = {
    by: 'catalog' as const,
    text: `${name} is ${column.type}, the other side is ${other}`,
  };
  if (mine === theirs) return mine === 'time' ? judgeTime(column, other, name, evidence) : null;
  if (refuses(mine, theirs)) {
    return {
      severity: 'error',
      why: `${name} is ${column.type} and is compared with ${other}: PostgreSQL has no operator for ${types} and refuses it; where a driver or a cast makes it run, each row is converted and no index on ${name} is used.`,
      evidence,
      fix: `Give the value the column’s type (${column.type}).`,
    };
  }
  if (!castsColumn(mine, theirs)) return null;
  return {
    why: `${name} is ${column.type} and is converted to ${other} for each row: an index on it is not used.`,
    evidence,
    fix: `Convert the other side to ${column.type} instead.`,
  };
}

/** An index still works across these three, but which instant a day is depends on the session’s TimeZone. */
function judgeTime(
  column: Column,
  other: string,
  name: string,
  evidence: QueryHit['evidence'],
): Omit<QueryHit, 'at' | 'object'> | null {
  const zones = [column.baseType, other].filter((type) => type === 'timestamptz').length;
  if (zones !== 1) return null;
  return {
    severity: 'info',
    why: `${name} is ${column.type} and is compared with ${other}: where a day begins depends on the session’s TimeZone, so that two clients get different rows.`,
    evidence,
    fix: "Say the zone: compare with a timestamptz, as in date_trunc('day', now(), 'Europe/Berlin').",
  };
}

function familyOf(type: string): Family | null {
  if (/^(?:int[248]|oid)$/.test(type)) return 'integer';
  if (type === 'numeric') return 'numeric';
  if (/^float[48]$/.test(type)) return 'float';
  if (type === 'text' || type === 'varchar') return 'text';
  if (type === 'bpchar') return 'char';
  if (/^(?:date|timestamp|timestamptz)$/.test(type)) return 'time';
  if (type === 'bool') return 'bool';
  return type === 'uuid' ? 'uuid' : null;
}

/** Numbers are converted upwards, and char(n) to text; the lower side's index is lost. */
function castsColumn(mine: Family, theirs: Family): boolean {
  if (mine === 'integer') return theirs === 'numeric' || theirs === 'float';
  if (mine === 'numeric') return theirs === 'float';
  return mine === 'char' && theirs === 'text';
}

function refuses(mine: Family, theirs: Family): boolean {
  const numbers = ['integer', 'numeric', 'float'];
  const texts = ['text', 'char'];
  if (numbers.includes(mine) && numbers.includes(theirs)) return false;
  return !(texts.includes(mine) && texts.includes(theirs));
}

/** Type of the other side, where the text or the catalog says it. An untyped literal takes the column's. */
function otherType({ join, other }: Predicate): string | null {
  if (join !== null) return join.column.baseType;
  if (other === null) return null;
  const items = 'List' in other ? (other.List.items ?? []) : [other];
  return items.map(typeOf).find((type) => type !== null) ?? null;
}

function typeOf(node: Node): string | null {
  if ('A_Const' in node) {
    const { ival, fval, boolval } = node.A_Const;
    if (ival !== undefined) return 'int4';
    // Too long for int4, and without a point, it is int8.
    if (fval !== undefined) return /^\d{1,18}$/.test(fval.fval ?? '') ? 'int8' : 'numeric';
    return boolval === undefined ? null : 'bool';
  }
  if ('TypeCast' in node) return dottedName(node.TypeCast.typeName?.names).at(-1) ?? null;
  if ('SQLValueFunction' in node) {
    const { op } = node.SQLValueFunction;
    if (op === 'SVFOP_CURRENT_DATE') return 'date';
    return op === 'SVFOP_CURRENT_TIMESTAMP' ? 'timestamptz' : null;
  }
  if (!('FuncCall' in node)) return null;
  return functionTypes[dottedName(node.FuncCall.funcname).at(-1) ?? ''] ?? null;
}

const functionTypes: Readonly<Record<string, string>> = {
  now: 'timestamptz',
  to_date: 'date',
  to_timestamp: 'timestamptz',
  gen_random_uuid: 'uuid',
};
