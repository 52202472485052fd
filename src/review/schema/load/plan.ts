import type { SqlRefusal } from '../engine/engine.ts';
import { quoteIdent } from '../sql/quote.ts';
import { classify } from './classify.ts';
import type { Script, ScriptStatement } from './script.ts';
import { executableSql } from './statement-sql.ts';

/** A statement on its way into the engine. */
export interface Task {
  readonly statement: ScriptStatement;
  readonly path: string | null;
  readonly setup: string | null;
  sql: string;
  refusal: SqlRefusal | null;
  readonly repairs: Set<string>;
}

/** What is to be run, in the order of the script, each with the settings that hold where it stands. */
export function* plan(
  script: Script,
  skip: (statement: ScriptStatement, why: string) => void,
): Generator<Task> {
  let path: string | null = null;
  let setup: string | null = null;
  for (const statement of script.statements) {
    const deed = classify(statement.node);
    switch (deed.do) {
      case 'skip':
        skip(statement, deed.why);
        break;
      case 'path':
        path = deed.schemas.length === 0 ? "''" : deed.schemas.map(quoteIdent).join(', ');
        skip(statement, 'applied as the search path of what follows');
        break;
      case 'setting':
        setup = `set ${deed.name} = '${deed.value === 'on' || deed.value === 'true' ? 'on' : 'off'}'`;
        skip(statement, 'applied to what follows');
        break;
      case 'run': {
        const sql = executableSql(statement);
        yield { statement, path, setup, sql, refusal: null, repairs: new Set() };
      }
    }
  }
}
