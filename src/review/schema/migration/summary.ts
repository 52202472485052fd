import { breaksOf, lossesOf } from '../change/consequences.ts';
import { renamesIn } from '../change/renames.ts';
import type { SchemaChange } from '../review.ts';
import type { ChangeStep } from './change-log.ts';
import type { RanStep } from './rehearse.ts';

/** A migration as a whole: what breaks, what is lost, the safe way and the way back. Null when there is none. */
export function changeOf(steps: readonly ChangeStep[]): SchemaChange | null {
  if (steps.length === 0) return null;
  const found = steps.flatMap(({ observed }) => observed.differences);
  return {
    of: 'migration',
    steps: steps.map(({ statement }) => statement.text),
    reaches: null,
    breaks: [...breaksOf(found), ...steps.flatMap(renamed)],
    lost: lossesOf(found),
    renames: renamesIn(found),
    safe: safeSteps(
      steps.map(({ statement }) => statement.text),
      steps,
    ),
    rollback: wayBack(steps),
    unchanged_findings: 0,
  };
}

/** All statements in order, each by its safe steps where it has some and they led where the statement leads. */
export function safeSteps(
  statements: readonly string[],
  changes: readonly ChangeStep[],
): SchemaChange['safe'] {
  const observed = new Map(changes.map((step) => [step.statement.text, step]));
  const all = statements.map((sql) => {
    const step = observed.get(sql);
    const rehearsal = step?.observed.rehearsal ?? null;
    const ran = rehearsal?.reaches === true ? rehearsal.ran : null;
    const { lock = [], rewrites = [] } = step?.measured ?? {};
    const itself: RanStep = { sql, by: 'transaction', lock, rewrites };
    return { steps: ran?.flat() ?? [itself], rehearsed: step === undefined || ran !== null };
  });
  return {
    steps: all.flatMap((each) => each.steps),
    rehearsed: all.every((each) => each.rehearsed),
  };
}

/** The last change is undone first. Each was undone right after it was made. */
function wayBack(steps: readonly ChangeStep[]): SchemaChange['rollback'] {
  const backs = steps.map(({ observed }) => observed.rehearsal?.rollback);
  const bad = backs.find((back) => back !== undefined && !back.restores);
  const unknown = backs.some((back) => back === undefined);
  return {
    ddl: backs.toReversed().flatMap((back) => back?.ddl ?? []),
    executed: !unknown && backs.every((back) => back?.executed === true),
    restores: !unknown && bad === undefined,
    ...(bad?.why === undefined ? {} : { why: bad.why }),
    ...(unknown ? { why: 'not every statement was rehearsed' } : {}),
  };
}

function renamed({ statement: { node } }: ChangeStep): SchemaChange['breaks'] {
  if (!('RenameStmt' in node)) return [];
  const { relation, subname, newname } = node.RenameStmt;
  const table = `${relation?.schemaname ?? 'public'}.${relation?.relname ?? ''}`;
  const object = subname ? `${table}.${subname}` : table;
  return [{ object, why: `Whatever uses the old name fails; the new one is ${newname}.` }];
}
