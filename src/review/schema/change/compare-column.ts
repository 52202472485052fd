import { quoteIdent } from '../sql/quote.ts';
import type { Difference } from './compare.ts';
import { columnDefinition, identityKind, sqlTable, typeOf } from './ddl.ts';
import type { ColumnShape, TableShape } from './shape.ts';

/** How a column that both sides have is different. */
export function* compareColumn(
  table: TableShape,
  before: ColumnShape,
  after: ColumnShape,
): Generator<Difference> {
  const base = { stage: 'columns', table, before, after } as const;
  const alter = `ALTER TABLE ${sqlTable(table)} ALTER COLUMN ${quoteIdent(after.name)}`;
  if (isGeneratedAnew(before, after)) {
    const drop = `ALTER TABLE ${sqlTable(table)} DROP COLUMN ${quoteIdent(after.name)}`;
    const add = `ALTER TABLE ${sqlTable(table)} ADD COLUMN ${columnDefinition(after)}`;
    yield { ...base, kind: 'generated', ddl: [drop, add] };
    return;
  }
  if (before.generated !== '' && after.generated === '') {
    yield { ...base, kind: 'generated', ddl: [`${alter} DROP EXPRESSION`] };
  }
  if (typeOf(before) !== typeOf(after)) {
    yield { ...base, kind: 'type', ddl: changeType(alter, before, after) };
  } else if (before.default !== after.default && after.generated === '') {
    const value = after.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${after.default}`;
    yield { ...base, kind: 'default', ddl: [`${alter} ${value}`] };
  }
  // An identity wants its NOT NULL first, and gives it up last.
  const identity = [...changeIdentity(alter, before, after)];
  if (identity.length > 0 && after.identity === '')
    yield { ...base, kind: 'identity', ddl: identity };
  if (before.notNull !== after.notNull) {
    yield {
      ...base,
      kind: 'not null',
      ddl: [`${alter} ${after.notNull ? 'SET' : 'DROP'} NOT NULL`],
    };
  }
  if (identity.length > 0 && after.identity !== '')
    yield { ...base, kind: 'identity', ddl: identity };
}

function isGeneratedAnew(before: ColumnShape, after: ColumnShape): boolean {
  if (after.generated === '') return false;
  return before.generated !== after.generated || before.default !== after.default;
}

/** The old default may not fit the new type: it goes first and comes back as the new one. */
function changeType(alter: string, before: ColumnShape, after: ColumnShape): readonly string[] {
  const change = `${alter} TYPE ${typeOf(after)} USING ${quoteIdent(after.name)}::${after.type}`;
  if (before.generated !== '' || (before.default === null && after.default === null))
    return [change];
  return [
    ...(before.default === null ? [] : [`${alter} DROP DEFAULT`]),
    change,
    ...(after.default === null ? [] : [`${alter} SET DEFAULT ${after.default}`]),
  ];
}

function* changeIdentity(
  alter: string,
  before: ColumnShape,
  after: ColumnShape,
): Generator<string> {
  if (before.identity === after.identity) return;
  if (after.identity === '') yield `${alter} DROP IDENTITY`;
  else if (before.identity === '') {
    yield `${alter} ADD GENERATED ${identityKind(after.identity)} AS IDENTITY`;
  } else yield `${alter} SET GENERATED ${identityKind(after.identity)}`;
}
