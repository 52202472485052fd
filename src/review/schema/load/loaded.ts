import type { ChangeStep } from '../migration/change-log.ts';
import type { Failed, Repair, ScriptStatement, Skipped, Stub } from './script.ts';

/** What became of a script in the engine. */
export interface Loaded {
  readonly applied: readonly ScriptStatement[];
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  readonly repairs: readonly Repair[];
  readonly stubs: readonly Stub[];
  /** `schema.name` of tables that we made up: nothing is said about them. */
  readonly stubTables: ReadonlySet<string>;
  /** What the statements that change tables from before their script did. */
  readonly changes: readonly ChangeStep[];
}
