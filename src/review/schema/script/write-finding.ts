import type { Draft } from '../fixes/draft-findings.ts';
import { fingerprint } from '../fixes/draft-findings.ts';
import type { Tried } from '../fixes/trial.ts';
import type { ObjectRef, SchemaFinding } from '../review.ts';
import { quoteLiteral, qualified } from '../sql/quote.ts';
import type { Places } from './places.ts';
import { writeObject } from './suppressions.ts';

/** Puts a hit, its rule and what became of its fix into the contract's form. */
export function writeFinding({ check, hit }: Draft, tried: Tried, places: Places): SchemaFinding {
  const place =
    hit.line === undefined
      ? places.of(hit.object)
      : { line: hit.line, ...(hit.file === undefined ? {} : { file: hit.file }) };
  return {
    id: check.id,
    fingerprint: fingerprint(check.id, hit.object),
    severity: hit.severity ?? check.severity,
    confidence: check.confidence,
    category: check.category,
    object: { ...hit.object },
    ...place,
    evidence: { query: evidenceQuery(hit.object), row: { ...hit.row } },
    why: `${hit.why} ${check.reason}`,
    source: check.source,
    fix: tried.kind === 'fix' ? tried.fix : null,
    ...(tried.kind === 'rejected' ? { fix_rejected: tried.why } : {}),
    suppress: `-- schema-review: ignore ${check.id} ${writeObject(hit.object)} <reason>`,
  };
}

/** A query with which the reader sees the object's facts in the own database. */
function evidenceQuery({
  schema,
  table,
  columns,
  index,
  constraint,
  function: routine,
  type,
}: ObjectRef): string {
  const relation = (name: string): string => `${quoteLiteral(qualified(schema, name))}::regclass`;
  if (constraint !== undefined && table !== undefined) {
    return `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ${relation(table)} AND conname = ${quoteLiteral(constraint)}`;
  }
  if (index !== undefined) return `SELECT pg_get_indexdef(${relation(index)})`;
  if (routine !== undefined) {
    return `SELECT oid::regprocedure, prosecdef, proconfig, proacl FROM pg_proc WHERE proname = ${quoteLiteral(routine)}`;
  }
  if (table !== undefined && columns !== undefined && columns.length > 0) {
    const names = columns.map(quoteLiteral).join(', ');
    return `SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = ${relation(table)} AND attname IN (${names})`;
  }
  if (type !== undefined) return `SELECT enum_range(NULL::${qualified(schema, type)})`;
  return `SELECT relname, relkind, relrowsecurity FROM pg_class WHERE oid = ${relation(table ?? '')}`;
}
