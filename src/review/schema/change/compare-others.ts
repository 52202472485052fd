import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import type { Difference, Stage } from './compare.ts';
import { sqlTable } from './ddl.ts';
import type { OtherShape, Shape } from './shape.ts';

type Enum = Extract<OtherShape, { kind: 'enum' }>;
type Whole = Exclude<OtherShape, Enum>;

export function* compareOthers(before: Shape, after: Shape): Generator<Difference> {
  for (const [key, old] of before.others) {
    const now = after.others.get(key);
    if (now === undefined) yield dropped(old);
    else if (old.kind === 'enum' && now.kind === 'enum') yield* compareEnum(old, now, after);
    else if (old.kind !== 'enum' && now.kind !== 'enum')
      yield* compareWhole(old, now, before, after);
  }
  for (const [key, now] of after.others) if (!before.others.has(key)) yield added(now);
}

function added(other: OtherShape): Difference {
  const ddl = [other.kind === 'enum' ? createEnum(other) : other.create];
  return {
    kind: 'other added',
    stage: addStages[other.kind],
    other,
    ddl: [...ddl, ...ownedBy(other)],
  };
}

function dropped(other: OtherShape): Extract<Difference, { kind: 'other dropped' }> {
  // A sequence that a column owns may have gone with it.
  const owned = other.kind === 'sequence' && other.reads.length > 0;
  const drop = other.kind === 'enum' ? `DROP TYPE ${other.name}` : other.drop;
  return {
    kind: 'other dropped',
    stage: dropStages[other.kind],
    other,
    ddl: [owned ? drop.replace('SEQUENCE', 'SEQUENCE IF EXISTS') : drop],
  };
}

/** A sequence can be owned only after its table is there, so this may have to wait for its turn. */
function ownedBy(other: OtherShape): readonly string[] {
  if (other.kind !== 'sequence') return [];
  return other.reads.map((column) => `ALTER SEQUENCE ${other.name} OWNED BY ${column}`);
}

function* compareWhole(old: Whole, now: Whole, before: Shape, after: Shape): Generator<Difference> {
  const stands = old.kind === 'view' && readsChanged(old, before, after);
  if (old.create === now.create && !stands) return;
  if (old.kind === 'function') {
    yield { kind: 'other changed', stage: 'functions', other: now, ddl: [now.create] };
    return;
  }
  if (old.kind === 'sequence') {
    const alter = now.create.replace(/^CREATE/, 'ALTER');
    yield { kind: 'other changed', stage: 'types', other: now, ddl: [alter, ...ownedBy(now)] };
    return;
  }
  yield { ...dropped(old), kind: 'other replaced' };
  yield added(now);
}

/** A view stands in the way of a change to the columns it reads, even if it reads the same after. */
function readsChanged(view: Whole, before: Shape, after: Shape): boolean {
  return view.reads.some((table) => {
    const [was, is] = [before.tables.get(table), after.tables.get(table)];
    return was?.columns.some((column) => {
      const now = is?.columns.find(({ name }) => name === column.name);
      return now === undefined || now.type !== column.type;
    });
  });
}

function createEnum({ name, labels }: Enum): string {
  return `CREATE TYPE ${name} AS ENUM (${labels.map(quoteLiteral).join(', ')})`;
}

function* compareEnum(old: Enum, now: Enum, after: Shape): Generator<Difference> {
  const lost = old.labels.filter((label) => !now.labels.includes(label));
  const base = { kind: 'enum changed', stage: 'types', other: now, lost } as const;
  const kept = now.labels.filter((label) => old.labels.includes(label));
  if (kept.join('\0') === old.labels.join('\0')) {
    const ddl = now.labels.flatMap((label, at) =>
      old.labels.includes(label) ? [] : [addLabel(now, label, at)],
    );
    if (ddl.length > 0) yield { ...base, ddl };
  } else yield { ...base, stage: 'columns', ddl: remake(now, after) };
}

function addLabel({ name, labels }: Enum, label: string, at: number): string {
  const previous = labels[at - 1];
  const next = labels[at + 1];
  const where =
    previous === undefined
      ? next === undefined
        ? ''
        : ` BEFORE ${quoteLiteral(next)}`
      : ` AFTER ${quoteLiteral(previous)}`;
  return `ALTER TYPE ${name} ADD VALUE ${quoteLiteral(label)}${where}`;
}

/** An enum's value cannot be taken out: the type is made anew, and every column that has it is changed. */
function remake(now: Enum, after: Shape): readonly string[] {
  const bare = now.name.slice(now.name.lastIndexOf('.') + 1).replaceAll('"', '');
  const schema = now.name.slice(0, now.name.lastIndexOf('.'));
  const old = `${bare}_old`;
  const columns = [...after.tables.values()].flatMap((table) =>
    table.columns
      .filter(({ type }) => type === now.name)
      .map((column) => ({
        alter: `ALTER TABLE ${sqlTable(table)} ALTER COLUMN ${quoteIdent(column.name)}`,
        column,
      })),
  );
  return [
    `ALTER TYPE ${now.name} RENAME TO ${quoteIdent(old)}`,
    createEnum(now),
    ...columns.flatMap(({ alter, column: { name, default: value } }) => [
      ...(value === null ? [] : [`${alter} DROP DEFAULT`]),
      `${alter} TYPE ${now.name} USING ${quoteIdent(name)}::text::${now.name}`,
      ...(value === null ? [] : [`${alter} SET DEFAULT ${value}`]),
    ]),
    `DROP TYPE ${schema}.${quoteIdent(old)}`,
  ];
}

const addStages: Readonly<Record<OtherShape['kind'], Stage>> = {
  schema: 'schemas',
  enum: 'types',
  domain: 'types',
  sequence: 'types',
  function: 'functions',
  view: 'views',
};

const dropStages: Readonly<Record<OtherShape['kind'], Stage>> = {
  schema: 'schemas go',
  enum: 'types go',
  domain: 'types go',
  sequence: 'types go',
  function: 'functions go',
  view: 'views and triggers go',
};
