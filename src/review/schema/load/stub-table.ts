import type { Constraint, Node } from 'libpg-query';
import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import { dottedName, isFields, objectsIn, relationsIn, type RelationName } from '../sql/tree.ts';
import type { Broken, Repaired, StubRights } from './repaired.ts';
import { guessType, ownTypes, typesByUse } from './stub-types.ts';

/**
 * A statement leans on a table that was not pasted: the target of a foreign key, or the table it alters. A table is
 * made up in its place, with the columns that the statement names, typed as well as can be told.
 */
export async function repairRelation(
  engine: Engine,
  { statement, refusal }: Broken,
  rights: StubRights,
): Promise<Repaired | null> {
  const wanted = [...leanedOn(statement.node)];
  for (const table of wanted) {
    const known = await find(engine, table.relation);
    if (known === null) {
      if (rights.reserved.has(table.relation.name)) continue;
      const made = await makeTable(engine, table, statement.node);
      if (made !== null) return made;
    } else if (rights.made.has(known) && refusal.sqlstate !== undefinedTable) {
      const changed = await extend(engine, known, table, refusal.message);
      if (changed !== null) return changed;
    }
  }
  return null;
}

/** If a table is there now, it was made up for another statement, and this one only has to be tried again. */
const undefinedTable = '42P01';

interface Wanted {
  readonly relation: RelationName;
  readonly columns: readonly WantedColumn[];
  /** The columns are referenced by a foreign key, so they are a key. */
  readonly key: boolean;
}

interface WantedColumn {
  readonly name: string;
  readonly type: string;
}

function* leanedOn(node: Node): Generator<Wanted> {
  for (const { relation, columns } of alteredTables(node)) yield { relation, columns, key: false };
  for (const object of objectsIn(node)) {
    const { pktable, pk_attrs: target, fk_attrs: own } = object;
    if (!isFields(pktable)) continue;
    const [relation] = relationsIn(pktable);
    if (relation === undefined) continue;
    const names = dottedName(target);
    const types = ownTypes(node, object, dottedName(own));
    const columns = (names.length > 0 ? names : ['id']).map((name, index) => ({
      name,
      type: types[index] ?? guessType(name),
    }));
    yield { relation, columns, key: true };
  }
}

function* alteredTables(
  node: Node,
): Generator<{ readonly relation: RelationName; readonly columns: readonly WantedColumn[] }> {
  const target =
    ('AlterTableStmt' in node && node.AlterTableStmt.relation) ||
    ('IndexStmt' in node && node.IndexStmt.relation) ||
    ('RenameStmt' in node && node.RenameStmt.relation) ||
    ('CreateTrigStmt' in node && node.CreateTrigStmt.relation) ||
    ('CreatePolicyStmt' in node && node.CreatePolicyStmt.table);
  if (!target) return;
  const [relation] = relationsIn(target);
  if (relation === undefined) return;
  const names = new Set<string>();
  if ('AlterTableStmt' in node) {
    for (const command of node.AlterTableStmt.cmds ?? []) {
      if (!('AlterTableCmd' in command)) continue;
      const { subtype, name, def } = command.AlterTableCmd;
      if (name !== undefined && subtype !== undefined && columnCommands.has(subtype))
        names.add(name);
      if (def !== undefined && 'Constraint' in def)
        for (const key of keyColumns(def.Constraint)) names.add(key);
    }
  }
  if ('RenameStmt' in node && node.RenameStmt.renameType === 'OBJECT_COLUMN') {
    names.add(node.RenameStmt.subname ?? 'id');
  }
  if ('IndexStmt' in node) {
    for (const param of node.IndexStmt.indexParams ?? []) {
      if ('IndexElem' in param && param.IndexElem.name !== undefined)
        names.add(param.IndexElem.name);
    }
  }
  const types = typesByUse(node);
  yield {
    relation,
    columns: [...names].map((name) => ({ name, type: types.get(name) ?? guessType(name) })),
  };
}

const columnCommands: ReadonlySet<string> = new Set([
  'AT_AlterColumnType',
  'AT_ColumnDefault',
  'AT_SetNotNull',
  'AT_DropNotNull',
  'AT_DropColumn',
  'AT_SetStatistics',
]);

function keyColumns(constraint: Constraint): readonly string[] {
  const columns = objectsIn(constraint.raw_expr).flatMap(({ ColumnRef: column }) =>
    isFields(column) ? dottedName(column['fields']).slice(-1) : [],
  );
  return [...dottedName(constraint.keys), ...dottedName(constraint.fk_attrs), ...columns];
}

async function find(engine: Engine, { schema, name }: RelationName): Promise<string | null> {
  const dotted = [...(schema === null ? [] : [schema]), name].map(quoteIdent).join('.');
  const [row] = await engine.rows(
    z.object({ name: z.string() }),
    `select n.nspname || '.' || c.relname as name
       from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.oid = pg_catalog.to_regclass(${quoteLiteral(dotted)})`,
  );
  return row?.name ?? null;
}

async function makeTable(engine: Engine, table: Wanted, node: Node): Promise<Repaired | null> {
  const { relation, columns } = table;
  const keys = table.key ? columns.map((column) => column.name) : ['id'];
  const all = table.key
    ? columns
    : [{ name: 'id', type: 'bigint' }, ...columns.filter((c) => c.name !== 'id')];
  const lines = all.map((column) => `${quoteIdent(column.name)} ${column.type}`);
  const takesKey = /PRIMARY/.test(JSON.stringify(node)) && !table.key;
  if (!takesKey) lines.push(`primary key (${keys.map(quoteIdent).join(', ')})`);
  const dotted = [...(relation.schema === null ? [] : [relation.schema]), relation.name].map(
    quoteIdent,
  );
  const made = await engine.run(`create table ${dotted.join('.')} (${lines.join(', ')})`);
  if (!made.ok) {
    const plain = await engine.run(
      `create table public.${quoteIdent(relation.name)} (${lines.join(', ')})`,
    );
    if (!plain.ok || relation.schema !== null) return null;
  }
  const name = `${relation.schema ?? 'public'}.${relation.name}`;
  const what = 'the script leans on it and does not create it';
  return {
    kind: 'retry',
    what,
    stub: `table ${name}`,
    table: (await find(engine, relation)) ?? name,
  };
}

/** Gives a table that we made up what another statement expects of it: a column, or a key. */
async function extend(
  engine: Engine,
  known: string,
  table: Wanted,
  message: string,
): Promise<Repaired | null> {
  const dotted = known.split('.').map(quoteIdent).join('.');
  if (/cannot be implemented/.test(message)) return retype(engine, known, table);
  const missing = /column "(.+?)"/.exec(message)?.[1];
  const column = table.columns.find((candidate) => candidate.name === missing);
  const names = table.columns.map((candidate) => candidate.name);
  // With a name of its own it is added once, however many statements want it.
  const key = quoteIdent([known, ...names, 'key'].join('_').slice(0, 63));
  const sql =
    missing === undefined
      ? `alter table ${dotted} add constraint ${key} unique (${names.map(quoteIdent).join(', ')})`
      : `alter table ${dotted} add column ${quoteIdent(missing)} ${column?.type ?? guessType(missing)}`;
  const changed = await engine.run(sql);
  if (!changed.ok) return null;
  return { kind: 'retry', what: `extended: ${sql}`, stub: `table ${known}`, table: known };
}

/** The first statement that leaned on the table did not tell the type of its key; a foreign key does. */
async function retype(engine: Engine, known: string, table: Wanted): Promise<Repaired | null> {
  // `ALTER TABLE made_up ADD COLUMN …` names no column that is there: its table is not to blame.
  if (table.columns.length === 0) return null;
  const dotted = known.split('.').map(quoteIdent).join('.');
  if (await hasTypes(engine, dotted, table.columns)) return null;
  const changes = table.columns.map(
    ({ name, type }) => `alter column ${quoteIdent(name)} type ${type} using null::${type}`,
  );
  const sql = `alter table ${dotted} ${changes.join(', ')}`;
  const changed = await engine.run(sql);
  if (!changed.ok) return null;
  return { kind: 'retry', what: `extended: ${sql}`, stub: `table ${known}`, table: known };
}

async function hasTypes(
  engine: Engine,
  dotted: string,
  columns: readonly WantedColumn[],
): Promise<boolean> {
  const wanted = columns.map(
    ({ name, type }) =>
      `(${quoteLiteral(name)}, pg_catalog.to_regtype(${quoteLiteral(type)})::oid)`,
  );
  const rows = await engine.rows(
    z.object({ name: z.string() }),
    `select attname as name from pg_catalog.pg_attribute
      where attrelid = pg_catalog.to_regclass(${quoteLiteral(dotted)})
        and (attname::text, atttypid) in (${wanted.join(', ')})`,
  );
  return rows.length === columns.length;
}
