import type { Node } from 'libpg-query';
import { dottedName, relationsIn } from '../sql/tree.ts';
import type { Script, ScriptStatement } from './script.ts';

/**
 * Tells which statements change a table that was there before their script: made by an earlier file, or by none
 * that we were shown. Only for these do locks and rewrites matter; a table made in the same script has no rows.
 */
export function altersExisting(script: Script): (statement: ScriptStatement) => boolean {
  const alters = concernsExisting(script, alteredRelation);
  const clean = cleanSlate(script);
  return (statement) => !clean.has(statement) && alters(statement);
}

/**
 * The `DROP … IF EXISTS` before the first thing that a file makes, where the file makes one of the dropped again: it
 * sets itself up anew, and what it drops besides are names of earlier versions. No change of a database in use.
 */
function cleanSlate({ statements }: Script): ReadonlySet<ScriptStatement> {
  const sources = new Set(statements.map(({ sourceIndex }) => sourceIndex));
  const clean = [...sources].flatMap((source) => {
    const own = statements.filter(({ sourceIndex }) => sourceIndex === source);
    const first = own.findIndex(({ node }) => createdRelation(node) !== null);
    const made = new Set(own.flatMap(({ node }) => createdRelation(node) ?? []));
    const drops = own
      .slice(0, Math.max(0, first))
      .filter(({ node }) => 'DropStmt' in node && node.DropStmt.missing_ok === true);
    return drops.some(({ node }) => made.has(alteredRelation(node) ?? '')) ? drops : [];
  });
  return new Set(clean);
}

/** The same for statements that change no schema: VACUUM, CLUSTER, REINDEX, TRUNCATE. */
export function existingTargets(script: Script): (statement: ScriptStatement) => boolean {
  return concernsExisting(script, maintainedRelation);
}

function concernsExisting(
  script: Script,
  targetOf: (node: Node) => string | null,
): (statement: ScriptStatement) => boolean {
  const created = new Map<number, Set<string>>();
  for (const { node, sourceIndex } of script.statements) {
    const names = created.get(sourceIndex) ?? new Set<string>();
    created.set(sourceIndex, names);
    const name = createdRelation(node) ?? createdIndex(node);
    if (name !== null) names.add(name);
  }
  return ({ node, sourceIndex }) => {
    const target = targetOf(node);
    return target !== null && created.get(sourceIndex)?.has(target) !== true;
  };
}

/** Bare name of the first table that is maintained; empty when it is every table. */
function maintainedRelation(node: Node): string | null {
  const kinds = ['VacuumStmt', 'ClusterStmt', 'ReindexStmt', 'TruncateStmt'];
  if (!kinds.some((kind) => kind in node)) return null;
  const [first] = relationsIn(node);
  return first?.name ?? '';
}

/** Bare name of the table that a statement makes. */
export function createdRelation(node: Node): string | null {
  if ('CreateStmt' in node) return node.CreateStmt.relation?.relname ?? null;
  if ('CreateTableAsStmt' in node) return node.CreateTableAsStmt.into?.rel?.relname ?? null;
  if ('ViewStmt' in node) return node.ViewStmt.view?.relname ?? null;
  if ('CreateSeqStmt' in node) return node.CreateSeqStmt.sequence?.relname ?? null;
  if ('CompositeTypeStmt' in node) return node.CompositeTypeStmt.typevar?.relname ?? null;
  return null;
}

function createdIndex(node: Node): string | null {
  return 'IndexStmt' in node ? (node.IndexStmt.idxname ?? null) : null;
}

/** Bare name of the table (or index, when it is dropped) that a statement changes, for the statements that lock it. */
export function alteredRelation(node: Node): string | null {
  if ('AlterTableStmt' in node) {
    const { objtype, relation } = node.AlterTableStmt;
    return objtype === 'OBJECT_TABLE' ? (relation?.relname ?? null) : null;
  }
  if ('IndexStmt' in node) return node.IndexStmt.relation?.relname ?? null;
  if ('RenameStmt' in node) {
    const { renameType, relationType, relation } = node.RenameStmt;
    const ofTable = renameType === 'OBJECT_TABLE' || relationType === 'OBJECT_TABLE';
    return ofTable ? (relation?.relname ?? null) : null;
  }
  if ('DropStmt' in node && dropped.has(node.DropStmt.removeType ?? '')) {
    const [first] = node.DropStmt.objects ?? [];
    const items = first !== undefined && 'List' in first ? first.List.items : [];
    return dottedName(items).at(-1) ?? null;
  }
  return null;
}

const dropped: ReadonlySet<string> = new Set(['OBJECT_TABLE', 'OBJECT_INDEX']);
