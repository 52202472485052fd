import type { Node } from 'libpg-query';
import type { Engine } from '../engine/engine.ts';
import { existingTargets } from '../load/existing.ts';
import type { Script, ScriptStatement } from '../load/script.ts';
import type { Fix } from '../review.ts';
import type { MigrationDraft } from './drafts.ts';
import { isVacuumFull, runAlone } from './run-alone.ts';
import { migrationRule, type MigrationRule } from './rules.ts';
import { inWords } from './words.ts';

/**
 * Statements that change no schema, so they are not loaded, but stop everybody: VACUUM FULL, CLUSTER, REINDEX and
 * TRUNCATE … CASCADE. They run here, at the end, so that what they rewrite is seen.
 */
export async function maintenanceDrafts(
  engine: Engine,
  script: Script,
): Promise<readonly MigrationDraft[]> {
  const isExisting = existingTargets(script);
  const drafts: MigrationDraft[] = [];
  for (const statement of script.statements) {
    const rule = ruleFor(statement.node);
    if (rule === null || !isExisting(statement)) continue;
    drafts.push(await draft(engine, statement, rule));
  }
  return drafts;
}

function ruleFor(node: Node): MigrationRule | null {
  if ('ClusterStmt' in node || isVacuumFull(node)) return 'mig.vacuum_full_cluster';
  if ('TruncateStmt' in node && node.TruncateStmt.behavior === 'DROP_CASCADE') {
    return 'mig.truncate_cascade';
  }
  const concurrently = 'ReindexStmt' in node && /concurrently/i.test(JSON.stringify(node));
  return 'ReindexStmt' in node && !concurrently ? 'mig.index_concurrently' : null;
}

async function draft(
  engine: Engine,
  statement: ScriptStatement,
  rule: MigrationRule,
): Promise<MigrationDraft> {
  await engine.run('set search_path = "$user", public');
  const ran = await runAlone(engine, statement.text);
  const rewrites = 'refused' in ran ? [] : ran.rewrites;
  const rel = 'refused' in ran ? undefined : ran.lock[0]?.rel;
  const [schema = 'public', table = targetOf(statement.node)] = rel?.split('.') ?? [];
  const does = 'TruncateStmt' in statement.node ? 'empties' : 'rewrote';
  const seen = rewrites.length === 0 ? 'no rewrite was seen' : `it ${does} ${rewrites.join(', ')}`;
  const what =
    'refused' in ran ? `was refused here (${ran.refused})` : `ran on empty tables: ${seen}`;
  const words = inWords(rule);
  const hit = {
    object: { schema, ...(table === '' ? {} : { table }) },
    ...statement.place,
    why: `${firstWords(statement.text)} ${what}.${words === null ? '' : ` Safer: ${words}.`}`,
    row: { statement: statement.text.slice(0, 500), rewrites },
  };
  const fix = rule === 'mig.index_concurrently' ? await reindex(engine, statement.text) : null;
  const tried = fix === null ? ({ kind: 'none' } as const) : ({ kind: 'fix', fix } as const);
  return { draft: { check: migrationRule(rule), hit }, tried };
}

async function reindex(engine: Engine, text: string): Promise<Fix | null> {
  const sql = text.replace(/^(\s*REINDEX\s+(?:\([^)]*\)\s*)?\w+)/i, '$1 CONCURRENTLY');
  const ran = await runAlone(engine, sql);
  if ('refused' in ran) return null;
  return {
    ddl: [sql],
    lock: ran.lock,
    rewrites: [],
    verified: 'executed',
    finding_gone: true,
    new_findings: [],
    safe: false,
    steps: [{ ...ran, rewrites: [] }],
  };
}

function targetOf(node: Node): string {
  return JSON.stringify(node).match(/"relname":"([^"]+)"/)?.[1] ?? '';
}

function firstWords(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 60);
}
