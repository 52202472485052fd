import type { Catalog } from '../../schema/catalog/model.ts';
import { indexOfByte } from '../../schema/sql/bytes.ts';
import type { ScriptStatement } from '../../schema/load/script.ts';
import type { QueryFinding } from '../review.ts';
import { dynamicSql, viewSelectStar } from './definitions.ts';
import { runQueryChecks } from './query-check.ts';

/** What the queries inside of a schema show: its views and its functions. */
export function findInSchema(
  statements: readonly ScriptStatement[],
  catalog: Catalog,
): readonly QueryFinding[] {
  return statements.flatMap(({ node, text, lineAt }) =>
    runQueryChecks([viewSelectStar, dynamicSql], {
      node,
      text,
      blocks: [],
      catalog,
      spliced: [],
      lineAt: (byte = 0) => lineAt(indexOfByte(text, byte)),
      rowsOf: () => null,
      plan: null,
      refusal: null,
      advice: null,
      rewrite: null,
    }),
  );
}
