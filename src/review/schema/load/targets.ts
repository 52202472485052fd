import type { Node } from 'libpg-query';
import { droppedBy, relationsIn } from '../sql/tree.ts';

/** Bare names of the tables that are maintained; an empty name when it is every table. */
export function maintainedRelations(node: Node): readonly string[] {
  const kinds = ['VacuumStmt', 'ClusterStmt', 'ReindexStmt', 'TruncateStmt'];
  if (!kinds.some((kind) => kind in node)) return [];
  const names = [...relationsIn(node)].map(({ name }) => name);
  return names.length === 0 ? [''] : names;
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

/** Bare name of the index that a statement makes. */
export function createdIndex(node: Node): string | null {
  return 'IndexStmt' in node ? (node.IndexStmt.idxname ?? null) : null;
}

/** Bare names of the tables (or indexes, when they are dropped) that a statement changes, if it locks them. */
export function alteredRelations(node: Node): readonly string[] {
  if ('DropStmt' in node) return locking.has(node.DropStmt.removeType ?? '') ? droppedBy(node) : [];
  const table = alteredTable(node);
  return table === null ? [] : [table];
}

function alteredTable(node: Node): string | null {
  if ('AlterTableStmt' in node) {
    const { objtype, relation } = node.AlterTableStmt;
    return objtype === 'OBJECT_TABLE' ? (relation?.relname ?? null) : null;
  }
  if ('IndexStmt' in node) return node.IndexStmt.relation?.relname ?? null;
  if (!('RenameStmt' in node)) return null;
  const { renameType, relationType, relation } = node.RenameStmt;
  const ofTable = renameType === 'OBJECT_TABLE' || relationType === 'OBJECT_TABLE';
  return ofTable ? (relation?.relname ?? null) : null;
}

const locking: ReadonlySet<string> = new Set(['OBJECT_TABLE', 'OBJECT_INDEX']);

/** IF NOT EXISTS: what is there already stays. */
export function isOnlyIfMissing(node: Node): boolean {
  return (
    ('CreateStmt' in node && node.CreateStmt.if_not_exists === true) ||
    ('CreateTableAsStmt' in node && node.CreateTableAsStmt.if_not_exists === true) ||
    ('CreateSeqStmt' in node && node.CreateSeqStmt.if_not_exists === true) ||
    ('IndexStmt' in node && node.IndexStmt.if_not_exists === true)
  );
}
