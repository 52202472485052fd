import type { Engine, SqlRefusal } from '../engine/engine.ts';
import { altersExisting } from '../load/existing.ts';
import { reviewLimits } from '../limits.ts';
import type { Script, ScriptStatement } from '../load/script.ts';
import type { MigrationStep } from '../review.ts';
import { createTimeBudget } from '../time-budget.ts';
import { observe, type Observed } from './observe.ts';

/** What a statement that changes tables from before its script did. */
export interface ChangeStep {
  readonly statement: ScriptStatement;
  readonly measured: MigrationStep;
  readonly observed: Observed;
}

/** Runs the statements that change what was there before, and keeps what was seen. */
export interface ChangeLog {
  takes(statement: ScriptStatement): boolean;
  /** Null when it ran. */
  run(
    statement: ScriptStatement,
    how: { readonly sql: string; readonly enter: () => Promise<void> },
  ): Promise<SqlRefusal | null>;
  steps(): readonly ChangeStep[];
}

/** Told before a rehearsal begins, so that one which kills the child costs only the rehearsals. */
export type RehearsalNote = (step: { readonly fix: string }) => void;

export function createChangeLog(
  engine: Engine,
  script: Script,
  how: { readonly stubTables: ReadonlySet<string>; readonly rehearsing: RehearsalNote | null },
): ChangeLog {
  const existing = altersExisting(script);
  const steps: ChangeStep[] = [];
  const last = new Set(script.statements.filter(existing).slice(-reviewLimits.rehearsals));
  const budget = createTimeBudget(reviewLimits.rehearsalMs);
  return {
    takes: existing,
    steps: () => steps,
    async run(statement, { sql, enter }) {
      const rehearsing = last.has(statement) && !budget.isSpent() ? how.rehearsing : null;
      const observed = await budget.spend(() =>
        observe(engine, statement, { sql, enter, rehearsing }),
      );
      if ('refused' in observed) return observed.refused;
      const { locks, rewrites } = observed.measured;
      const measured = {
        ...statement.place,
        statement: statement.text,
        lock: [...locks],
        rewrites: [...rewrites],
        on_stub: locks.some(({ rel }) => how.stubTables.has(rel)),
      };
      steps.push({ statement, measured, observed });
      return null;
    },
  };
}
