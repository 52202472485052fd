import type { Node } from 'libpg-query';
import { droppedBy } from '../sql/tree.ts';
import type { Script, ScriptStatement } from './script.ts';
import {
  alteredRelations,
  createdBeside,
  createdIndex,
  createdRelation,
  droppedBeside,
  dropsBeyond,
  isOnlyIfMissing,
  maintainedRelations,
} from './targets.ts';

/**
 * Tells which statements change a table that was there before their script: made by an earlier file, or by none
 * that we were shown. Only for these do locks and rewrites matter; a table made in the same script has no rows.
 */
export function altersExisting(script: Script): (statement: ScriptStatement) => boolean {
  const history = historyOf(script);
  const clean = cleanSlate(script, history);
  return (statement) => {
    const { node, sourceIndex } = statement;
    if (clean.has(statement)) return false;
    if (!dropsBeyond(node)) return history.isExisting(statement, alteredRelations(node));
    const makers = droppedBeside(node).map((name) => history.makerOf(statement, name));
    return makers.some((maker) => maker !== null && maker !== sourceIndex);
  };
}

/** The same for statements that change no schema: VACUUM, CLUSTER, REINDEX, TRUNCATE. */
export function existingTargets(script: Script): (statement: ScriptStatement) => boolean {
  const history = historyOf(script);
  return (statement) => history.isExisting(statement, maintainedRelations(statement.node));
}

/**
 * The `DROP … IF EXISTS` before the first thing that a file makes, where the file makes one of the dropped again: it
 * sets itself up anew, and what it drops besides are names of earlier versions. No change of a database in use, unless
 * a file before it made what it drops.
 */
function cleanSlate({ statements }: Script, history: History): ReadonlySet<ScriptStatement> {
  const sources = new Set(statements.map(({ sourceIndex }) => sourceIndex));
  const clean = [...sources].flatMap((source) => {
    const own = statements.filter(({ sourceIndex }) => sourceIndex === source);
    const first = own.findIndex(({ node }) => createdRelation(node) !== null);
    const made = new Set(own.flatMap(({ node }) => createdRelation(node) ?? []));
    const drops = own
      .slice(0, Math.max(0, first))
      .filter(({ node }) => 'DropStmt' in node && node.DropStmt.missing_ok === true);
    const names = drops.flatMap(({ node }) => alteredRelations(node));
    return names.some((name) => made.has(name)) ? drops : [];
  });
  const isReal = (drop: ScriptStatement) =>
    alteredRelations(drop.node).some((name) => history.makerOf(drop, name) !== null);
  return new Set(clean.filter((drop) => !isReal(drop)));
}

interface History {
  /** The file that made what is called so, as it stands before the statement; null if none has, or it is dropped. */
  makerOf(statement: ScriptStatement, name: string): number | null;
  /** Whether one of these was there before the file of the statement. */
  isExisting(statement: ScriptStatement, names: readonly string[]): boolean;
}

/** What is made, renamed and dropped, in the order of the statements. Names are bare. */
function historyOf({ statements }: Script): History {
  const events = new Map<string, { readonly after: number; readonly maker: number | null }[]>();
  const last = (name: string, before: number) =>
    events.get(name)?.findLast(({ after }) => after < before)?.maker ?? null;
  const note = (name: string, after: number, maker: number | null) => {
    events.set(name, [...(events.get(name) ?? []), { after, maker }]);
  };
  for (const { node, ordinal, sourceIndex } of statements) {
    const created = createdRelation(node) ?? createdIndex(node);
    const kept = created !== null && isOnlyIfMissing(node) && last(created, ordinal) !== null;
    if (created !== null && !kept) note(created, ordinal, sourceIndex);
    for (const name of createdBeside(node)) {
      if (last(name, ordinal) === null) note(name, ordinal, sourceIndex);
    }
    for (const name of takenAway(node)) note(name, ordinal, null);
    const renamed = renameOf(node);
    if (renamed !== null) {
      note(renamed.to, ordinal, last(renamed.from, ordinal));
      note(renamed.from, ordinal, null);
    }
  }
  const makerOf: History['makerOf'] = ({ ordinal }, name) => last(name, ordinal);
  return {
    makerOf,
    isExisting: (statement, names) =>
      names.some((name) => {
        const maker = makerOf(statement, name);
        if (maker !== null) return maker !== statement.sourceIndex;
        // What its own file makes only later stands in the wrong order, and is new.
        return events.get(name)?.some((event) => event.maker === statement.sourceIndex) !== true;
      }),
  };
}

function takenAway(node: Node): readonly string[] {
  if (!('DropStmt' in node)) return [];
  return relations.has(node.DropStmt.removeType ?? '') ? droppedBy(node) : droppedBeside(node);
}

/** What shares its names with tables. */
const relations: ReadonlySet<string> = new Set([
  'OBJECT_TABLE',
  'OBJECT_INDEX',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_SEQUENCE',
]);

function renameOf(node: Node): { readonly from: string; readonly to: string } | null {
  if (!('RenameStmt' in node)) return null;
  const { renameType, relation, newname } = node.RenameStmt;
  if (!relations.has(renameType ?? '')) return null;
  return { from: relation?.relname ?? '', to: newname ?? '' };
}
