import type { Column } from '../../schema/catalog/model.ts';

/** How PostgreSQL lays rows out: 8 KB pages, a header each, a line pointer a row. */
export const PAGE_BYTES = 8192;
const PAGE_HEADER = 24;
const ROW_HEADER = 24;
const LINE_POINTER = 4;
/** CREATE INDEX fills leaves to nine tenths. */
const LEAF_FILL = 0.9;
const INDEX_HEADER = 8;

/** Pages of a table that was filled and vacuumed, without dead rows. */
export function heapPages(rows: number, columns: readonly Column[]): number {
  const width = columns.reduce((sum, column) => sum + averageWidth(column), 0);
  const perPage = (PAGE_BYTES - PAGE_HEADER) / (aligned(ROW_HEADER + width) + LINE_POINTER);
  return Math.max(1, Math.ceil(rows / Math.max(1, Math.floor(perPage))));
}

export interface IndexShape {
  readonly method: string;
  readonly entries: number;
  readonly keyWidth: number;
  /** Different keys: equal ones are stored once, with a list of rows (deduplication, PostgreSQL 13). */
  readonly distinct: number;
}

export function indexPages({ method, entries, keyWidth, distinct }: IndexShape): number {
  const usable = (PAGE_BYTES - PAGE_HEADER - 16) * LEAF_FILL;
  const entry = aligned(INDEX_HEADER + keyWidth) + LINE_POINTER;
  switch (method) {
    case 'brin':
      return 3;
    case 'hash':
      return pagesOf(entries * 24, PAGE_BYTES * 0.75);
    case 'gin':
      // A text of n characters has about n trigrams, a document as many keys; each a few bytes in a posting list.
      return pagesOf(entries * Math.max(4, keyWidth) * 2, usable);
    case 'gist':
    case 'spgist':
      return pagesOf(entries * entry * 1.3, usable);
    default: {
      const repeated = distinct * 8 < entries;
      const bytes = repeated ? entries * 7 + distinct * entry : entries * entry;
      return pagesOf(bytes, usable);
    }
  }
}

function pagesOf(bytes: number, usable: number): number {
  // Inner pages are a half of a percent, and there is a page of its own for the root's address.
  return 1 + Math.max(1, Math.ceil((bytes / usable) * 1.005));
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

const fixedWidths: Readonly<Record<string, number>> = {
  bool: 1,
  char: 1,
  int2: 2,
  int4: 4,
  int8: 8,
  float4: 4,
  float8: 8,
  money: 8,
  numeric: 8,
  date: 4,
  time: 8,
  timetz: 12,
  timestamp: 8,
  timestamptz: 8,
  interval: 16,
  uuid: 16,
  inet: 7,
  cidr: 7,
  macaddr: 6,
  oid: 4,
  json: 200,
  jsonb: 200,
  xml: 200,
  bytea: 200,
  tsvector: 200,
  point: 16,
};

/** Bytes that a value takes on average: known for fixed types, a habit of such columns for the others. */
export function averageWidth({ baseType, length, typeKind }: Column): number {
  if (typeKind === 'e') return 4;
  const fixed = fixedWidths[baseType];
  if (fixed !== undefined) return fixed;
  if (baseType === 'bpchar') return (length ?? 1) + 1;
  if (baseType.startsWith('_')) return 60;
  // Nobody fills varchar(255); a short limit is one that is used.
  return length === null ? 32 : Math.min(32, Math.ceil(length / 2) + 1);
}
