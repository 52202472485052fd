import type { Node } from 'libpg-query';
import type { Catalog, Table } from '../catalog/model.ts';
import type { FixDraft } from '../checks/check.ts';
import { parse } from '../sql/parse.ts';
import { relationsIn } from '../sql/tree.ts';
import type { Draft } from './draft-findings.ts';
import type { Bench } from './trial.ts';

/** A fix that can be tried beside others, and the tables that it may touch. */
export interface Candidate {
  readonly draft: Draft;
  readonly fix: FixDraft;
  /** Oid of the table that the finding is about. */
  readonly own: number;
  readonly reach: ReadonlySet<number>;
}

/**
 * Tells how far the first fix of a draft reaches: its table, the tables that it names and, unless it only makes or
 * drops indexes of a table without partitions, those tied to its table by a foreign key or as parent and child. Null where that cannot be said.
 */
export function createReach({
  catalog,
  named: byName,
}: Pick<Bench, 'catalog' | 'named'>): (draft: Draft) => Candidate | null {
  const tied = tiesOf(catalog, byName);
  const known = new Map<Draft, Candidate | null>();
  const reachOf = (draft: Draft): Candidate | null => {
    const { schema, table = '' } = draft.hit.object;
    const own = byName.get(`${schema}.${table}`);
    const fix = firstFix(draft);
    if (own === undefined || fix === null || 'find' in draft.check || looksBeyondTables(fix)) {
      return null;
    }
    const parsed = parse(fix.ddl.join(';\n'));
    // A new name shows in the rows of those that refer to it.
    if (!parsed.ok || parsed.nodes.some((node) => 'RenameStmt' in node)) return null;
    const named = [...relationsIn(parsed.nodes)].flatMap(
      (relation) => byName.get(`${relation.schema ?? 'public'}.${relation.name}`)?.oid ?? [],
    );
    const alone = own.kind === 'table' && parsed.nodes.every(isOfIndex);
    const ties = alone ? [] : (tied.get(own.oid) ?? []);
    return { draft, fix, own: own.oid, reach: new Set([own.oid, ...named, ...ties]) };
  };
  return (draft) => {
    const found = known.get(draft);
    if (found !== undefined) return found;
    const reach = reachOf(draft);
    known.set(draft, reach);
    return reach;
  };
}

/** The drafts from the front that do not touch each other's tables; the first one alone if it must be. */
export function nextTogether(
  drafts: Iterable<Draft>,
  reachOf: (draft: Draft) => Candidate | null,
): readonly Candidate[] {
  const chosen: Candidate[] = [];
  const owned = new Set<number>();
  const reached = new Set<number>();
  let looked = 0;
  for (const draft of drafts) {
    const candidate = reachOf(draft);
    looked += 1;
    if (candidate === null && looked === 1) return [];
    if (chosen.length === most || looked > window) break;
    if (candidate === null || reached.has(candidate.own)) continue;
    if ([...candidate.reach].some((oid) => owned.has(oid))) continue;
    chosen.push(candidate);
    owned.add(candidate.own);
    for (const oid of candidate.reach) reached.add(oid);
  }
  return chosen;
}

const most = 32;
/** How far is looked for more of them. */
const window = 300;

export function firstFix({ hit }: Draft): FixDraft | null {
  return hit.fixes?.find(({ ddl }) => ddl.length > 0) ?? null;
}

/** Whether the fix changes what is read with the whole catalog only. */
export function looksBeyondTables({ ddl }: FixDraft): boolean {
  return ddl.some(
    (sql) => /\b(VIEW|ROUTINE|FUNCTION|TYPE)\s/.test(sql) && !/ALTER TABLE/.test(sql),
  );
}

function isOfIndex(node: Node): boolean {
  return 'IndexStmt' in node || ('DropStmt' in node && node.DropStmt.removeType === 'OBJECT_INDEX');
}

/** Foreign keys in both directions, partitions and INHERITS. */
function tiesOf(
  { tables }: Catalog,
  byName: ReadonlyMap<string, Table>,
): ReadonlyMap<number, ReadonlySet<number>> {
  const ties = new Map<number, Set<number>>(tables.map(({ oid }) => [oid, new Set()]));
  for (const { oid, foreignKeys, partitionOf, inherits } of tables) {
    const others = [
      ...foreignKeys.map(({ target }) => target.oid),
      ...(partitionOf === null ? [] : [partitionOf]),
      ...inherits.flatMap((name) => byName.get(name)?.oid ?? []),
    ];
    for (const other of others) {
      ties.get(oid)?.add(other);
      ties.get(other)?.add(oid);
    }
  }
  return ties;
}
