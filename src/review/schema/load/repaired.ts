import type { SqlRefusal } from '../engine/engine.ts';
import type { ScriptStatement } from './script.ts';

/** What was done so that a statement may run when it is tried again. */
export type Repaired =
  | {
      readonly kind: 'retry';
      readonly what: string;
      /** The changed text. */
      readonly sql?: string;
      /** What we made up, to be disclosed. */
      readonly stub?: string;
      /** `schema.name`, when it is a table. */
      readonly table?: string;
    }
  | { readonly kind: 'skip'; readonly why: string };

export interface Broken {
  readonly statement: ScriptStatement;
  readonly sql: string;
  readonly refusal: SqlRefusal;
}

/** What may be made up in place of tables. */
export interface StubRights {
  /** `schema.name` of those made up so far. */
  readonly made: ReadonlySet<string>;
  /** Bare names that the script itself creates: they will come, or their own failure is told. */
  readonly reserved: ReadonlySet<string>;
}
