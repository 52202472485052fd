import { compareOthers } from './compare-others.ts';
import { compareTables } from './compare-tables.ts';
import type { ColumnShape, OtherShape, Part, Shape, TableShape } from './shape.ts';

/** One thing that is different, and the DDL that makes it so. */
export type Difference = {
  /** When it can be done: what others rest on comes before them, and goes after them. */
  readonly stage: Stage;
  readonly ddl: readonly string[];
} & (
  | { readonly kind: 'table added'; readonly table: TableShape }
  | { readonly kind: 'table dropped'; readonly table: TableShape }
  | { readonly kind: 'column added'; readonly table: TableShape; readonly column: ColumnShape }
  | { readonly kind: 'column dropped'; readonly table: TableShape; readonly column: ColumnShape }
  | ({ readonly kind: 'type' } & ColumnDifference)
  | ({ readonly kind: 'default' | 'not null' | 'identity' | 'generated' } & ColumnDifference)
  | ({ readonly kind: 'part added' } & PartDifference)
  | ({ readonly kind: 'part dropped' } & PartDifference)
  | {
      readonly kind: 'row security' | 'logging' | 'attached' | 'detached';
      readonly table: TableShape;
    }
  | { readonly kind: 'other added' | 'other changed'; readonly other: OtherShape }
  | { readonly kind: 'other dropped'; readonly other: OtherShape }
  /** It goes, to come back different. */
  | { readonly kind: 'other replaced'; readonly other: OtherShape }
  | {
      readonly kind: 'enum changed';
      readonly other: OtherShape;
      readonly lost: readonly string[];
    }
);

interface ColumnDifference {
  readonly table: TableShape;
  readonly before: ColumnShape;
  readonly after: ColumnShape;
}

interface PartDifference {
  readonly table: TableShape;
  readonly part: Part;
  /** It is there on both sides under this name, defined differently. */
  readonly replaced: boolean;
}

/** In the order of doing. */
export const stages = [
  'schemas',
  'views and triggers go',
  'foreign keys go',
  'keys and indexes go',
  'types',
  'functions',
  'tables',
  'columns',
  'keys',
  'indexes',
  'foreign keys',
  'views',
  'triggers and policies',
  'columns go',
  'tables go',
  'functions go',
  'types go',
  'schemas go',
] as const;

export type Stage = (typeof stages)[number];

/** How one schema becomes another, in an order in which it can be executed. */
export function differences(before: Shape, after: Shape): readonly Difference[] {
  return [...compareOthers(before, after), ...compareTables(before, after)].toSorted(
    (a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage),
  );
}

export function directSteps(found: readonly Difference[]): readonly string[] {
  return found.flatMap((difference) => difference.ddl);
}
