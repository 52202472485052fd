import type { Script, Source } from '../load/script.ts';

/**
 * The extensions that a script creates or seems to use, and btree_gist, which a fix may need: they cannot be added
 * to a running engine.
 */
export function neededExtensions(script: Script, sources: readonly Source[]): readonly string[] {
  const created = script.statements.flatMap(({ node }) =>
    'CreateExtensionStmt' in node ? (node.CreateExtensionStmt.extname ?? []) : [],
  );
  const words = new Set(sources.flatMap(({ text }) => text.toLowerCase().match(/\w+/g) ?? []));
  const used = Object.keys(extensionWords).filter((word) => words.has(word));
  const named = used.flatMap((word) => extensionWords[word] ?? []);
  return [...new Set([...created, ...named, 'btree_gist'])];
}

/**
 * The extensions that PGlite brings, by the name that CREATE EXTENSION uses. Each must be handed over when the
 * engine starts; the module's file and its export share one name.
 */
export function extensionModule(extension: string): string | null {
  const module = extension.replaceAll('-', '_');
  return shipped.has(module) ? module : null;
}

const shipped: ReadonlySet<string> = new Set(
  (
    'amcheck bloom btree_gin btree_gist citext cube dict_int earthdistance fuzzystrmatch hstore intarray isn lo ' +
    'ltree moddatetime pageinspect pg_buffercache pg_stat_statements pg_trgm pg_visibility pg_walinspect pgcrypto seg ' +
    'tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid_ossp'
  ).split(' '),
);

/**
 * Names that belong to an extension: a script that uses one without CREATE EXTENSION is usually an excerpt. The
 * word is looked for in the text, so that the extension's files are there if it turns out to be needed.
 */
export const extensionWords: Readonly<Record<string, string>> = {
  citext: 'citext',
  hstore: 'hstore',
  ltree: 'ltree',
  cube: 'cube',
  uuid_generate_v1: 'uuid-ossp',
  uuid_generate_v1mc: 'uuid-ossp',
  uuid_generate_v4: 'uuid-ossp',
  gen_random_bytes: 'pgcrypto',
  crypt: 'pgcrypto',
  gen_salt: 'pgcrypto',
  digest: 'pgcrypto',
  gin_trgm_ops: 'pg_trgm',
  gist_trgm_ops: 'pg_trgm',
  similarity: 'pg_trgm',
  unaccent: 'unaccent',
  gist: 'btree_gist',
  exclude: 'btree_gist',
};
