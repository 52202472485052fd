import type { Catalog } from '../schema/catalog/model.ts';
import type { SqlRefusal } from '../schema/engine/engine.ts';
import { advise, type Advised } from './advice/advise.ts';
import { queryChecks } from './checks/all.ts';
import { runQueryChecks } from './checks/query-check.ts';
import { identityOf, type Candidate } from './candidates/candidate.ts';
import type { Trial } from './candidates/trials.ts';
import type { Prepared } from './prepare-queries.ts';
import type { ExplainedQuery, Plan, Rewrite } from './review.ts';
import type { Site } from './set-up.ts';

export interface Room extends Site {
  readonly catalog: Catalog;
}

/** Plans one statement, looks for indexes where sizes are known, and runs the checks. */
export async function explainOne(room: Room, prepared: Prepared): Promise<ExplainedQuery> {
  const { query, excluded } = prepared;
  const { reading } = query;
  const base = {
    number: query.number,
    line: query.line,
    text: query.text,
    sql: query.sql,
    placeholders: [...query.placeholders],
    assumptions: [...query.assumptions],
  };
  if (reading.kind === 'refused' || excluded !== null) {
    const reason = reading.kind === 'refused' ? `Not planned: ${reading.why}.` : (excluded ?? '');
    const spliced = reading.kind === 'refused' ? [] : check(room, prepared, nothingPlanned);
    return { ...base, ...nothing, status: 'refused', reason, findings: [...spliced] };
  }
  if (reading.kind === 'definition') {
    const findings = check(room, prepared, nothingPlanned);
    return { ...base, ...nothing, status: 'read', reason: null, findings: [...findings] };
  }
  const planned = await planOne(room, prepared);
  const findings = [...check(room, prepared, planned)];
  const { refusal, advice, noAdvice, rewrite } = planned;
  return {
    ...base,
    status: refusal === null ? 'planned' : 'refused',
    reason: refusal === null ? null : `PostgreSQL refuses it: ${refusal.message}.`,
    plan: planned.plan,
    findings,
    advice,
    no_advice: noAdvice,
    rewrite,
  };
}

const nothing = { plan: null, advice: null, no_advice: null, rewrite: null };

interface PlannedQuery extends Omit<Advised, 'before'> {
  readonly plan: Plan | null;
  readonly refusal: SqlRefusal | null;
  readonly rewrite: Rewrite | null;
}

const nothingPlanned: PlannedQuery = {
  plan: null,
  refusal: null,
  advice: null,
  noAdvice: null,
  rewrite: null,
};

async function planOne(
  room: Room,
  { query, blocks, candidates, rewrite }: Prepared,
): Promise<PlannedQuery> {
  const { planner } = room;
  const first = await planner.plan(query.sql);
  if (!first.ok) return { ...nothingPlanned, refusal: first };
  if (room.sizes.length === 0 || blocks.length === 0)
    return { ...nothingPlanned, plan: first.plan };
  const advised = await advise(room, query.sql, trialsOf(room, candidates));
  if (advised === null) return { ...nothingPlanned, plan: first.plan };
  const { before, advice, noAdvice } = advised;
  return {
    plan: before,
    refusal: null,
    advice,
    noAdvice,
    rewrite: rewrite === null ? null : await planRewrite(room, rewrite, advice?.after ?? before),
  };
}

/** The other way to ask, with its own best indexes, next to the best that the query itself can have. */
async function planRewrite(
  room: Room,
  { query, note, candidates }: NonNullable<Prepared['rewrite']>,
  best: Plan,
): Promise<Rewrite | null> {
  const advised = await advise(room, query.sql, trialsOf(room, candidates));
  if (advised === null) return null;
  const plan = advised.advice?.after ?? advised.before;
  return {
    kind: 'keyset',
    sql: query.sql,
    plan,
    ratio: best.cost / Math.max(plan.cost, 0.01),
    indexes: [...(advised.advice?.indexes ?? [])],
    note,
  };
}

function trialsOf({ trials }: Room, candidates: readonly Candidate[]): readonly Trial[] {
  // The same index may serve several queries, each for a reason of its own.
  return candidates.flatMap((candidate) => {
    const trial = trials.get(identityOf(candidate));
    return trial === undefined ? [] : [{ ...trial, candidate }];
  });
}

function check(room: Room, { query, blocks }: Prepared, planned: PlannedQuery) {
  if (query.reading.kind === 'refused') return [];
  const rows = new Map(room.sizes.map((size) => [size.table.oid, size.rows]));
  return runQueryChecks(queryChecks, {
    node: query.reading.node,
    text: query.sql,
    blocks,
    catalog: room.catalog,
    spliced: query.spliced,
    lineAt: query.lineAt,
    rowsOf: (table) => rows.get(table.oid) ?? null,
    plan: planned.plan,
    refusal: planned.refusal,
    advice: planned.advice,
    rewrite: planned.rewrite,
  });
}
