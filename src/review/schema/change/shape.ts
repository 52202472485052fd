/**
 * What a schema is made of, in the words of its own DDL: enough to write it anew, and to tell two of them apart.
 * Names are qualified and definitions are PostgreSQL's own, so that equal things read equal.
 */
export interface Shape {
  /** By `schema.name`. */
  readonly tables: ReadonlyMap<string, TableShape>;
  /** By kind and name. */
  readonly others: ReadonlyMap<string, OtherShape>;
}

export interface TableShape {
  readonly schema: string;
  readonly name: string;
  readonly unlogged: boolean;
  readonly rowSecurity: boolean;
  /** As in PARTITION BY; null for a plain table. */
  readonly partitionKey: string | null;
  readonly partitionOf: { readonly parent: string; readonly bound: string } | null;
  readonly columns: readonly ColumnShape[];
  readonly parts: readonly Part[];
}

export interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** Of a generated column: what it is computed from. */
  readonly default: string | null;
  /** a always, d by default, empty: none. */
  readonly identity: string;
  /** s stored, v virtual, empty: none. */
  readonly generated: string;
  /** Set when it is not the type's own. */
  readonly collation: string | null;
}

/** What hangs on a table and has a name and a definition. */
export interface Part {
  readonly kind: PartKind;
  readonly name: string;
  readonly definition: string;
  /** Columns that it rests on, as far as they are plain. */
  readonly columns: readonly string[];
}

export type PartKind =
  'primary key' | 'unique' | 'exclusion' | 'check' | 'foreign key' | 'index' | 'trigger' | 'policy';

/** What stands beside the tables. */
export type OtherShape =
  | { readonly kind: 'enum'; readonly name: string; readonly labels: readonly string[] }
  | {
      readonly kind: 'view' | 'function' | 'sequence' | 'domain' | 'schema';
      readonly name: string;
      readonly create: string;
      readonly drop: string;
      /** Of a view: the tables it reads. Of a sequence: the column that owns it. */
      readonly reads: readonly string[];
    };

export function keyOfTable({ schema, name }: Pick<TableShape, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

export function partsOf(table: TableShape, ...kinds: readonly PartKind[]): readonly Part[] {
  return table.parts.filter((part) => kinds.includes(part.kind));
}

export function columnNamed(table: TableShape | undefined, name: string): ColumnShape | undefined {
  return table?.columns.find((column) => column.name === name);
}
