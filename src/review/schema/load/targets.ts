import type { Node } from 'libpg-query';
import { dottedName, droppedBy, relationsIn } from '../sql/tree.ts';

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

/** What a statement makes that CASCADE can take tables or columns along with: `schema app`, `type mood`. */
export function createdBeside(node: Node): readonly string[] {
  if ('CreateSchemaStmt' in node) return [`schema ${node.CreateSchemaStmt.schemaname ?? ''}`];
  if ('CreateEnumStmt' in node) return typed(dottedName(node.CreateEnumStmt.typeName));
  if ('CreateRangeStmt' in node) return typed(dottedName(node.CreateRangeStmt.typeName));
  if ('CreateDomainStmt' in node) return typed(dottedName(node.CreateDomainStmt.domainname));
  if ('CompositeTypeStmt' in node) return typed([node.CompositeTypeStmt.typevar?.relname ?? '']);
  if (!('CreateStmt' in node)) return [];
  return [`schema ${node.CreateStmt.relation?.schemaname ?? 'public'}`];
}

/** The same of a DROP. */
export function droppedBeside(node: Node): readonly string[] {
  if (!('DropStmt' in node)) return [];
  const { removeType, objects = [] } = node.DropStmt;
  return objects.flatMap((object) => {
    if (removeType === 'OBJECT_SCHEMA' && 'String' in object) return `schema ${object.String.sval}`;
    const isType = removeType === 'OBJECT_TYPE' || removeType === 'OBJECT_DOMAIN';
    return isType && 'TypeName' in object ? typed(dottedName(object.TypeName.names)) : [];
  });
}

function typed(dotted: readonly string[]): readonly string[] {
  return [`type ${dotted.at(-1) ?? ''}`];
}

/** CASCADE from something that is no table: which tables and columns go is seen only when it runs. */
export function dropsBeyond(node: Node): boolean {
  return (
    'DropStmt' in node &&
    node.DropStmt.behavior === 'DROP_CASCADE' &&
    droppedBeside(node).length > 0
  );
}

/** IF NOT EXISTS: what is there already stays. */
export function isOnlyIfMissing(node: Node): boolean {
  return (
    ('CreateStmt' in node && node.CreateStmt.if_not_exists === true) ||
    ('CreateTableAsStmt' in node && node.CreateTableAsStmt.if_not_exists === true) ||
    ('CreateSeqStmt' in node && node.CreateSeqStmt.if_not_exists === true) ||
    ('IndexStmt' in node && node.IndexStmt.if_not_exists === true)
  );
}
