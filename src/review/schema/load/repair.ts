import { extensionModule, extensionWords } from '../engine/extensions.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Broken, Repaired, StubRights } from './repaired.ts';
import { dropCollations, dropTypeModifier } from './statement-sql.ts';
import { repairRelation } from './stub-table.ts';

/** Tries to make right what stood in the way of a statement; null if nothing is known to help. */
export async function repair(
  engine: Engine,
  broken: Broken,
  rights: StubRights,
): Promise<Repaired | null> {
  const { message, sqlstate } = broken.refusal;
  const collation = /^collation ".*" (?:for|does)/.exec(message);
  if (collation !== null) {
    return { kind: 'retry', what: 'COLLATE left out', sql: dropCollations(broken.sql) };
  }
  const type = /^type "(.+?)(?:\[\])?" does not exist/.exec(message)?.[1];
  if (type !== undefined) return makeType(engine, type);
  const modifier = /type modifier is not allowed for type "(.+)"/.exec(message)?.[1];
  if (modifier !== undefined) {
    const sql = dropTypeModifier(broken.sql, modifier.split('.').at(-1) ?? modifier);
    return { kind: 'retry', what: `modifier of ${modifier} left out`, sql };
  }
  const method = /^access method "(.+)" does not exist/.exec(message)?.[1];
  if (method !== undefined) return missing(`the index method ${method}`);
  const thing = /^(?:function|operator class) "?(?:\w+\.)?(\w+)/.exec(message)?.[1];
  if (thing !== undefined && /does not exist/.test(message)) return addExtension(engine, thing);
  if (/has no default operator class for access method "gist"/.test(message)) {
    return (await addExtension(engine, 'gist')) ?? missing('an operator class');
  }
  const schema = /^schema "(.+)" does not exist/.exec(message)?.[1];
  if (schema !== undefined) return make(engine, 'schema', schema);
  const role = /^role "(.+)" does not exist/.exec(message)?.[1];
  if (role !== undefined) return make(engine, 'role', role);
  return relationStates.has(sqlstate) ? repairRelation(engine, broken, rights) : null;
}

/** undefined_table, undefined_column, and a foreign key whose target has no key, or one of another type. */
const relationStates: ReadonlySet<string> = new Set(['42P01', '42703', '42830', '42804']);

function missing(what: string): Repaired {
  return { kind: 'skip', why: `${what} belongs to an extension that is not part of the engine` };
}

async function make(
  engine: Engine,
  kind: 'schema' | 'role',
  name: string,
): Promise<Repaired | null> {
  const made = await engine.run(`create ${kind} ${quoteIdent(name)}`);
  if (!made.ok) return null;
  return { kind: 'retry', what: 'the script does not create it', stub: `${kind} ${name}` };
}

async function addExtension(
  engine: Engine,
  word: string,
  schema = 'public',
): Promise<Repaired | null> {
  const extension = extensionWords[word];
  if (extension === undefined || extensionModule(extension) === null) return null;
  const made = await engine.run(
    `create extension if not exists ${quoteIdent(extension)} with schema ${quoteIdent(schema)}`,
  );
  if (!made.ok) return null;
  const what = `the script uses ${word} without creating the extension`;
  return { kind: 'retry', what, stub: `extension ${extension}` };
}

/**
 * An unknown type becomes a domain that behaves as much like it as this engine allows: geometry over polygon, so
 * that a GiST index on it is still one.
 */
async function makeType(engine: Engine, dotted: string): Promise<Repaired | null> {
  const parts = dotted.split('.');
  const name = parts.at(-1) ?? dotted;
  const extension = await addExtension(engine, name, parts.at(-2));
  if (extension !== null) return extension;
  const base = stubTypes[name.toLowerCase()] ?? 'text';
  const made = await engine.run(`create domain ${parts.map(quoteIdent).join('.')} as ${base}`);
  if (!made.ok) {
    const inPublic = await engine.run(`create domain public.${quoteIdent(name)} as ${base}`);
    if (!inPublic.ok) return null;
  }
  const what = `the script does not create it; stood in for by a domain over ${base}`;
  return { kind: 'retry', what, stub: `type ${dotted}` };
}

const stubTypes: Readonly<Record<string, string>> = {
  geometry: 'polygon',
  geography: 'polygon',
  box2d: 'polygon',
  raster: 'bytea',
  vector: 'double precision[]',
  halfvec: 'double precision[]',
};
