import { callsIn, relationsIn, rolesIn, typesIn } from '../sql/tree.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Engine } from '../engine/engine.ts';
import type { Script, Stub } from './script.ts';
import { supabaseStub, usesSupabase } from './supabase.ts';

/** Makes what a script takes for granted: roles and schemas of the server it is from. All of it is disclosed. */
export async function prepare(engine: Engine, script: Script): Promise<readonly Stub[]> {
  const stubs: Stub[] = [];
  const nodes = script.statements.map((statement) => statement.node);
  const supabase = usesSupabase(nodes);
  const roles = new Set([
    ...rolesIn(nodes),
    ...newRoles(nodes),
    ...(supabase ? supabaseStub.roles : []),
  ]);
  for (const role of roles) {
    const made = await engine.run(`create role ${quoteIdent(role)} nologin`);
    if (made.ok) stubs.push({ object: `role ${role}`, why: 'the script gives it rights' });
  }
  if (supabase) {
    const made = await engine.run(supabaseStub.sql);
    if (made.ok) stubs.push({ object: 'schema auth', why: supabaseStub.why });
  }
  const created = new Set(createdSchemas(nodes));
  for (const schema of mentionedSchemas(nodes)) {
    if (created.has(schema) || schema.startsWith('pg_') || schema === 'information_schema')
      continue;
    const made = await engine.run(`create schema ${quoteIdent(schema)}`);
    if (made.ok) stubs.push({ object: `schema ${schema}`, why: 'the script does not create it' });
  }
  return stubs;
}

function* newRoles(nodes: Script['statements'][number]['node'][]): Generator<string> {
  for (const node of nodes) {
    if ('CreateRoleStmt' in node && node.CreateRoleStmt.role !== undefined)
      yield node.CreateRoleStmt.role;
  }
}

function* createdSchemas(nodes: Script['statements'][number]['node'][]): Generator<string> {
  for (const node of nodes) {
    if ('CreateSchemaStmt' in node && node.CreateSchemaStmt.schemaname !== undefined) {
      yield node.CreateSchemaStmt.schemaname;
    }
  }
}

function mentionedSchemas(nodes: unknown): ReadonlySet<string> {
  const schemas = new Set<string>();
  for (const { schema } of relationsIn(nodes)) if (schema !== null) schemas.add(schema);
  for (const names of [...typesIn(nodes), ...callsIn(nodes)]) {
    const [schema, name] = names;
    if (schema !== undefined && name !== undefined) schemas.add(schema);
  }
  return schemas;
}
