import type { Node } from 'libpg-query';
import { z } from 'zod';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Every object in a parse tree, outside in. The tree is read as plain data: fields say what an object is. A list and
 * no generator: a generator within a generator passes each object up through all levels above it.
 */
export function objectsIn(tree: unknown): readonly Fields[] {
  const found: Fields[] = [];
  collect(tree, found);
  return found;
}

function collect(tree: unknown, found: Fields[]): void {
  if (Array.isArray(tree)) {
    for (const child of tree) collect(child, found);
  } else if (isFields(tree)) {
    found.push(tree);
    for (const child of Object.values(tree)) collect(child, found);
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface RelationName {
  readonly schema: string | null;
  readonly name: string;
}

/** Relations that a statement names, in any role. */
export function* relationsIn(tree: unknown): Generator<RelationName> {
  for (const { relname, schemaname } of objectsIn(tree)) {
    if (typeof relname === 'string') {
      yield { schema: typeof schemaname === 'string' ? schemaname : null, name: relname };
    }
  }
}

/** Roles that a statement names: GRANT … TO, OWNER TO, POLICY … TO, AUTHORIZATION. */
export function* rolesIn(tree: unknown): Generator<string> {
  for (const { roletype, rolename } of objectsIn(tree)) {
    if (roletype === 'ROLESPEC_CSTRING' && typeof rolename === 'string') yield rolename;
  }
}

const nameParts = z.array(z.object({ String: z.object({ sval: z.string() }) }));

/** Reads `[{String: {sval}}…]`, the tree's form of a dotted name; empty if it is something else. */
export function dottedName(list: unknown): readonly string[] {
  const parsed = nameParts.safeParse(list);
  return parsed.success ? parsed.data.map((part) => part.String.sval) : [];
}

/** Bare names of what a DROP takes away; none for other statements. */
export function droppedBy(node: Node): readonly string[] {
  if (!('DropStmt' in node)) return [];
  return (node.DropStmt.objects ?? []).flatMap((object) =>
    'List' in object ? dottedName(object.List.items).slice(-1) : [],
  );
}

/** Type names in the tree, dotted, without `pg_catalog`. */
export function* typesIn(tree: unknown): Generator<readonly string[]> {
  for (const { names, typemod } of objectsIn(tree)) {
    if (typemod !== undefined) yield dottedName(names).filter((part) => part !== 'pg_catalog');
  }
}

/** Functions that are called, dotted. */
export function* callsIn(tree: unknown): Generator<readonly string[]> {
  for (const { funcname } of objectsIn(tree)) {
    if (funcname !== undefined) yield dottedName(funcname);
  }
}
