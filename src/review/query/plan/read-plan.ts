import { z } from 'zod';
import type { PlanNode } from '../review.ts';

interface RawPlan {
  readonly 'Node Type': string;
  readonly 'Join Type'?: string | undefined;
  readonly 'Parent Relationship'?: string | undefined;
  readonly 'Subplan Name'?: string | undefined;
  readonly Strategy?: string | undefined;
  readonly Operation?: string | undefined;
  readonly 'Scan Direction'?: string | undefined;
  readonly 'Relation Name'?: string | undefined;
  readonly Alias?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  readonly 'Index Cond'?: string | undefined;
  readonly 'Recheck Cond'?: string | undefined;
  readonly 'Hash Cond'?: string | undefined;
  readonly 'Merge Cond'?: string | undefined;
  readonly 'Join Filter'?: string | undefined;
  readonly Filter?: string | undefined;
  readonly 'Sort Key'?: readonly string[] | undefined;
  readonly 'Presorted Key'?: readonly string[] | undefined;
  readonly Plans?: readonly RawPlan[] | undefined;
}

const text = z.string().optional();

/** What of `EXPLAIN (FORMAT JSON)` is used. */
export const rawPlan: z.ZodType<RawPlan> = z.object({
  'Node Type': z.string(),
  'Join Type': text,
  'Parent Relationship': text,
  'Subplan Name': text,
  Strategy: text,
  Operation: text,
  'Scan Direction': text,
  'Relation Name': text,
  Alias: text,
  'Index Name': text,
  'Total Cost': z.number(),
  'Plan Rows': z.number(),
  'Index Cond': text,
  'Recheck Cond': text,
  'Hash Cond': text,
  'Merge Cond': text,
  'Join Filter': text,
  Filter: text,
  'Sort Key': z.array(z.string()).optional(),
  'Presorted Key': z.array(z.string()).optional(),
  get Plans() {
    return z.array(rawPlan).optional();
  },
});

export function readPlanNode(raw: RawPlan): PlanNode {
  return {
    node: nameOf(raw),
    relation: relationOf(raw),
    index: raw['Index Name'] ?? null,
    rows: raw['Plan Rows'],
    cost: raw['Total Cost'],
    detail: conditions.flatMap((name) => {
      const value = raw[name];
      if (value === undefined) return [];
      return [`${name}: ${typeof value === 'string' ? value : value.join(', ')}`];
    }),
    part: raw['Subplan Name'] ?? (raw['Parent Relationship'] === 'InitPlan' ? 'InitPlan' : null),
    children: (raw.Plans ?? []).map(readPlanNode),
  };
}

const conditions = [
  'Index Cond',
  'Recheck Cond',
  'Hash Cond',
  'Merge Cond',
  'Join Filter',
  'Filter',
  'Sort Key',
  'Presorted Key',
] as const;

/** As the text form names it: "Hash Left Join", "HashAggregate", "Index Scan Backward". */
function nameOf(raw: RawPlan): string {
  const type = raw['Node Type'];
  const join = raw['Join Type'];
  if (join !== undefined && join !== 'Inner') {
    return type === 'Nested Loop'
      ? `Nested Loop ${join} Join`
      : type.replace(/ Join$/, ` ${join} Join`);
  }
  if (type === 'Aggregate' && raw.Strategy === 'Hashed') return 'HashAggregate';
  if (type === 'Aggregate' && raw.Strategy === 'Sorted') return 'GroupAggregate';
  if (type === 'ModifyTable') return raw.Operation ?? type;
  return raw['Scan Direction'] === 'Backward' ? `${type} Backward` : type;
}

function relationOf(raw: RawPlan): string | null {
  const name = raw['Relation Name'];
  if (name === undefined) return null;
  return raw.Alias === undefined || raw.Alias === name ? name : `${name} ${raw.Alias}`;
}
