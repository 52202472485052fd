import type { Catalog, ForeignKey, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import { ownTables, type Check } from './check.ts';
import { columnOf, label, ofForeignKey, sqlName } from './facts.ts';

/** Checks on chains of references. */
export const chainChecks: readonly Check[] = [
  {
    id: 'fk.cycle',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'Rows of tables that reference each other cannot be inserted one after the other, unless a key is deferrable or nullable.',
    source: 'SchemaCrawler cycles in table relationships',
    *find(catalog) {
      for (const { tables, keys } of cycles(catalog)) {
        const [first] = keys;
        if (first === undefined) continue;
        const closed = keys.every(({ table, key }) =>
          key.columns.every((name) => columnOf(table, name)?.notNull),
        );
        const names = tables.map((table) => table.name);
        const ddl = keys.map(
          ({ table, key }) =>
            `ALTER TABLE ${sqlName(table)} ALTER CONSTRAINT ${quoteIdent(key.name)} DEFERRABLE INITIALLY DEFERRED`,
        );
        yield {
          object: ofForeignKey(first.table, first.key),
          severity: closed ? 'warn' : 'info',
          why: `${names.join(' → ')} → ${names[0]} reference each other, none of it deferrable${closed ? ' and all of it NOT NULL' : ''}.`,
          row: { tables: names, constraints: keys.map(({ key }) => key.name) },
          fixes: ddl.map((statement) => ({ ddl: [statement] })),
        };
      }
    },
  },
  {
    id: 'fk.cascade_banned',
    category: 'correctness',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'One DELETE takes rows from many tables with it, in one transaction, without a trace.',
    source: 'bytebase; eslint-plugin-postgresql',
    *find(catalog) {
      for (const chain of longCascades(catalog)) {
        const [first] = chain;
        if (first === undefined) continue;
        const path = [first.key.target.table, ...chain.map(({ table }) => table.name)];
        yield {
          object: ofForeignKey(first.table, first.key),
          why: `Deleting from ${path[0]} cascades through ${path.length - 1} tables: ${path.join(' → ')}.`,
          row: { path },
        };
      }
      for (const table of ownTables(catalog)) {
        for (const key of table.foreignKeys) {
          if (key.onDelete !== 'cascade' || !records.test(table.name)) continue;
          yield {
            object: ofForeignKey(table, key),
            why: `Deleting from ${key.target.table} deletes ${label(table)}, which looks like records that must be kept.`,
            row: { constraint: key.name },
          };
        }
      }
    },
  },
];

const records =
  /(^|_)(payments?|invoices?|transactions?|ledgers?|ledger_entries|audit_logs?|audit_events?|audits)$/i;

interface Edge {
  readonly table: Table;
  readonly key: ForeignKey;
}

interface Cycle {
  readonly tables: readonly Table[];
  readonly keys: readonly Edge[];
}

/** Groups of tables that reach each other through keys that are not deferrable. */
function cycles(catalog: Catalog): readonly Cycle[] {
  const tables = ownTables(catalog);
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const reach = new Map(tables.map((table) => [table.oid, reachable(table.oid, byOid)]));
  const done = new Set<number>();
  return tables.flatMap((table) => {
    if (done.has(table.oid) || reach.get(table.oid)?.has(table.oid) !== true) return [];
    const members = tables.filter(
      (other) => reach.get(table.oid)?.has(other.oid) && reach.get(other.oid)?.has(table.oid),
    );
    for (const member of members) done.add(member.oid);
    const oids = new Set(members.map((member) => member.oid));
    const keys = members.flatMap((member) =>
      rigid(member)
        .filter((key) => oids.has(key.target.oid))
        .map((key) => ({ table: member, key })),
    );
    return [{ tables: members, keys }];
  });
}

/** Keys to other tables that are checked at once. */
function rigid(table: Table): readonly ForeignKey[] {
  return table.foreignKeys.filter((key) => !key.deferrable && key.target.oid !== table.oid);
}

function reachable(from: number, tables: ReadonlyMap<number, Table>): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [from];
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    const table = tables.get(oid);
    for (const key of table === undefined ? [] : rigid(table)) {
      if (seen.has(key.target.oid)) continue;
      seen.add(key.target.oid);
      open.push(key.target.oid);
    }
  }
  return seen;
}

/** From each table that no cascade reaches: its longest chain, if that is longer than two. */
function longCascades(catalog: Catalog): readonly (readonly Edge[])[] {
  const tables = ownTables(catalog);
  const incoming = (table: Table): readonly Edge[] =>
    tables.flatMap((other) =>
      other.foreignKeys
        .filter(
          (key) =>
            key.target.oid === table.oid && key.onDelete === 'cascade' && other.oid !== table.oid,
        )
        .map((key) => ({ table: other, key })),
    );
  const longest = (table: Table, seen: ReadonlySet<number>): readonly Edge[] => {
    const chains = incoming(table)
      .filter((edge) => !seen.has(edge.table.oid))
      .map((edge) => [edge, ...longest(edge.table, new Set([...seen, edge.table.oid]))]);
    return chains.toSorted((a, b) => b.length - a.length)[0] ?? [];
  };
  return tables
    .filter(
      (table) =>
        !table.foreignKeys.some(
          (key) => key.onDelete === 'cascade' && key.target.oid !== table.oid,
        ),
    )
    .map((table) => longest(table, new Set([table.oid])))
    .filter((chain) => chain.length > 2);
}
