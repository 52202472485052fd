import type { Severity } from '../../../core/finding.ts';
import type { Catalog, Table } from '../catalog/model.ts';
import type { ObjectRef } from '../review.ts';

export type Category =
  'correctness' | 'performance' | 'security' | 'migration' | 'naming' | 'design';

/** One rule over the catalog. Its id never changes: people suppress by it. */
interface Rule {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  /** `proved`: it follows from the catalog. `heuristic`: a name or a habit speaks for it. */
  readonly confidence: 'proved' | 'heuristic';
  /** Why it matters, one sentence that holds for every hit. */
  readonly reason: string;
  /** Where the rule is from: a chapter of the manual, or the reviewers that know it. */
  readonly source: string;
}

/** Looks at one table at a time; partitions are left out, their parent speaks for them. */
export interface TableCheck extends Rule {
  readonly findIn: (table: Table, catalog: Catalog) => Iterable<Hit>;
}

/** Looks at the schema as a whole. */
export interface SchemaCheck extends Rule {
  readonly find: (catalog: Catalog) => Iterable<Hit>;
}

export type Check = TableCheck | SchemaCheck;

export interface Hit {
  readonly object: ObjectRef;
  /** What is the matter with this object, a sentence. */
  readonly why: string;
  /** The facts it rests on. */
  readonly row: Readonly<Record<string, unknown>>;
  /** When this case is graver or lighter than the rule's own severity. */
  readonly severity?: Severity;
  /** Where it stands, if no object says so. */
  readonly line?: number;
  readonly file?: string | undefined;
  /** Ways to mend it, best first. The first that the engine accepts and that clears the finding is proposed. */
  readonly fixes?: readonly FixDraft[];
}

export interface FixDraft {
  readonly ddl: readonly string[];
  /** The form for a table with rows and readers. */
  readonly posted?: readonly string[];
  /** Whether rows decide if it runs; then a query that returns none when they allow it. */
  readonly dataCheck?: string;
  readonly dataDependent?: boolean;
  /** Nothing is lost and no reader must change: it may go into the common script. */
  readonly safe?: boolean;
  /** Findings that the fix leads to on purpose: row security before its policies. */
  readonly leadsTo?: readonly string[];
}

export function* runCheck(check: Check, catalog: Catalog): Generator<Hit> {
  if ('find' in check) yield* check.find(catalog);
  else for (const table of ownTables(catalog)) yield* check.findIn(table, catalog);
}

export function ownTables(catalog: Catalog): readonly Table[] {
  return catalog.tables.filter((table) => table.partitionOf === null);
}
