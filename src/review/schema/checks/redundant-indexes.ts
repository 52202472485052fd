import type { Index, IndexKey, Table } from '../catalog/model.ts';
import { qualified } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import { ofIndex, ownIndexes, sameSet, usableIndexes } from './facts.ts';
import { dropIndex } from './index-ddl.ts';

/** Checks on indexes that cost writes and serve no read of their own. */
export const redundantIndexChecks: readonly Check[] = [
  {
    id: 'idx.duplicate',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason: 'Each write keeps both up to date; reads need one.',
    source: 'splinter 0009; pg-index-health; PostgreSQL wiki, Index Maintenance',
    *findIn(table) {
      const ranked = usableIndexes(table).toSorted((a, b) => worth(b) - worth(a));
      for (const [at, index] of ranked.entries()) {
        const same = ranked.slice(0, at).find((other) => twins(other, index));
        if (same === undefined) continue;
        const droppable = !index.primary && !index.exclusion && !index.referenced;
        yield {
          object: { ...ofIndex(table, index), otherIndex: same.name },
          why: `${index.name} is the same index as ${same.name}.`,
          row: { index: index.definition, same: same.definition },
          fixes: droppable ? [dropIndex(table, index)] : [],
        };
      }
    },
  },
  {
    id: 'idx.redundant_prefix',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason: 'Lookups by the first columns are served by the longer index as well.',
    source: 'pg-index-health intersected indexes; PostgreSQL manual 11.3',
    *findIn(table) {
      const indexes = usableIndexes(table);
      for (const index of indexes) {
        if (index.unique || index.constraint || index.method !== 'btree') continue;
        const longer = indexes.find((other) => other !== index && isPrefix(index, other));
        if (
          longer === undefined ||
          indexes.slice(0, indexes.indexOf(index)).some((other) => twins(other, index))
        )
          continue;
        yield {
          object: { ...ofIndex(table, index), otherIndex: longer.name },
          why: `${index.name} is a prefix of ${longer.name}.`,
          row: { index: index.definition, longer: longer.definition },
          fixes: [
            dropAll(table, [
              index,
              ...indexes.filter((other) => other !== index && !other.unique && twins(other, index)),
            ]),
          ],
        };
      }
    },
  },
  {
    id: 'idx.invalid',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'An invalid index costs writes and serves no read: its build failed.',
    source: 'PostgreSQL manual, CREATE INDEX, Building Indexes Concurrently',
    *findIn(table) {
      if (table.kind === 'partitioned') return;
      for (const index of table.indexes) {
        if (index.valid) continue;
        const name = qualified(table.schema, index.name);
        yield {
          object: ofIndex(table, index),
          why: `${index.name} is invalid.`,
          row: { index: index.definition },
          fixes: [
            { ddl: [`REINDEX INDEX ${name}`], posted: [`REINDEX INDEX CONCURRENTLY ${name}`] },
          ],
        };
      }
    },
  },
  {
    id: 'idx.duplicate_column',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A column that is twice in an index says nothing the second time.',
    source: 'bytebase index.no-duplicate-column',
    *findIn(table) {
      for (const index of ownIndexes(table)) {
        const columns = index.keys.flatMap((key) => key.column ?? []);
        if (new Set(columns).size === columns.length) continue;
        yield {
          object: ofIndex(table, index),
          why: `${index.name} names a column twice.`,
          row: { index: index.definition },
        };
      }
    },
  },
];

/** The index, and those equal to it: one of them would be the next finding. */
function dropAll(table: Table, indexes: readonly Index[]): FixDraft {
  const drops = indexes.map((index) => dropIndex(table, index));
  return {
    ddl: drops.flatMap((drop) => drop.ddl),
    posted: drops.flatMap((drop) => drop.posted ?? drop.ddl),
    safe: true,
  };
}

/** Which of two equal indexes stays: what constraints and references rest on, first. */
function worth(index: Index): number {
  return (
    (index.primary ? 16 : 0) +
    (index.referenced ? 8 : 0) +
    (index.constraint ? 4 : 0) +
    (index.unique ? 2 : 0)
  );
}

/** Equal for every query. A unique and a plain one are: the unique one serves the same reads. */
function twins(a: Index, b: Index): boolean {
  const same =
    a.method === b.method && a.predicate === b.predicate && a.keys.length === b.keys.length;
  const rules =
    a.exclusion === b.exclusion &&
    (a.unique && b.unique
      ? a.nullsNotDistinct === b.nullsNotDistinct && a.deferrable === b.deferrable
      : true);
  return (
    same &&
    rules &&
    a.keys.every((key, at) => sameKey(key, b.keys[at])) &&
    sameSet(a.include, b.include)
  );
}

function isPrefix(short: Index, long: Index): boolean {
  const longer =
    long.keys.length > short.keys.length ||
    (long.keys.length === short.keys.length && long.include.length > short.include.length);
  const stored = new Set([...long.include, ...long.keys.flatMap((key) => key.column ?? [])]);
  const covers = short.include.every((column) => stored.has(column));
  return (
    longer &&
    covers &&
    long.method === 'btree' &&
    short.predicate === long.predicate &&
    short.keys.every((key, at) => sameKey(key, long.keys[at]))
  );
}

function sameKey(a: IndexKey, b: IndexKey | undefined): boolean {
  return (
    a.text === b?.text &&
    a.opclass === b.opclass &&
    a.collation === b.collation &&
    a.option === b.option
  );
}
