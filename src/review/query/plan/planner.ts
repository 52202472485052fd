import { z } from 'zod';
import type { Engine, SqlRefusal } from '../../schema/engine/engine.ts';
import type { Plan, PlanNode } from '../review.ts';
import { readPlanNode, rawPlan } from './read-plan.ts';
import { bottleneckOf } from './bottleneck.ts';
import { shapeOf } from './shape.ts';

/** A plan without its text, as it is compared. */
export type Sketch = Omit<Plan, 'text'>;

export type Planned<Of> =
  { readonly ok: true; readonly plan: Of } | ({ readonly ok: false } & SqlRefusal);

/** Asks the engine for plans. Nothing is ever executed: there is no ANALYZE here, and none may come. */
export interface Planner {
  sketch(sql: string): Promise<Planned<Sketch>>;
  /** With the text that people know. */
  plan(sql: string): Promise<Planned<Plan>>;
  /** How many rows of a table fulfil a condition of ours, as the planner estimates. */
  rowsOf(table: string, condition: string): Promise<number>;
  /** Lets only these of the trial indexes be seen. */
  show(indexes: readonly number[]): Promise<void>;
  /** How many plans were made. */
  count(): number;
}

export function createPlanner(engine: Engine, trialIndexes: () => readonly number[]): Planner {
  let count = 0;
  const sketch = async (sql: string): Promise<Planned<Sketch>> => {
    count += 1;
    const answered = await engine.ask(jsonRow, `explain (format json, generic_plan) ${sql}`);
    if (!answered.ok) return answered;
    const raw = answered.rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (raw === undefined) throw new Error('the engine explained nothing');
    return { ok: true, plan: sketchOf(readPlanNode(raw)) };
  };
  return {
    sketch,
    async plan(sql) {
      const sketched = await sketch(sql);
      if (!sketched.ok) return sketched;
      const lines = await engine.ask(textRow, `explain (generic_plan) ${sql}`);
      if (!lines.ok) return lines;
      const text = lines.rows.map((row) => row['QUERY PLAN']).join('\n');
      return { ok: true, plan: { ...sketched.plan, text } };
    },
    async rowsOf(table, condition) {
      const sketched = await sketch(`select from ${table} where ${condition}`);
      return sketched.ok ? sketched.plan.rows : 0;
    },
    async show(indexes) {
      const trials = trialIndexes();
      if (trials.length === 0) return;
      await engine.run(
        `update pg_catalog.pg_index set indisvalid = indexrelid = any (${oids(indexes)})
          where indexrelid = any (${oids(trials)})`,
      );
    },
    count: () => count,
  };
}

function sketchOf(tree: PlanNode): Sketch {
  return {
    cost: tree.cost,
    rows: tree.rows,
    shape: shapeOf(tree),
    bottleneck: bottleneckOf(tree),
    tree,
  };
}

function oids(list: readonly number[]): string {
  return `array[${list.join(', ')}]::oid[]`;
}

const jsonRow = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: rawPlan })) });
const textRow = z.object({ 'QUERY PLAN': z.string() });
