/**
 * A schema as PostgreSQL's catalogs know it, in the words of the checks. Read once after loading; checks are pure
 * functions of it.
 */
export interface Catalog {
  readonly tables: readonly Table[];
  readonly enums: readonly EnumType[];
  readonly routines: readonly Routine[];
  readonly views: readonly View[];
  /** Whose roles the tables may be exposed to through an API (PostgREST, Supabase). */
  readonly exposedRoles: readonly string[];
  /** What only the text of the script knows. */
  readonly declared: Declared;
}

export interface Declared {
  /** Names as the script wrote them, where PostgreSQL cut them at 63 bytes. */
  readonly truncated: readonly { readonly name: string; readonly line: number }[];
  /** Whether a foreign key of `schema.table(columns)` says ON DELETE. Unknown keys count as stated. */
  readonly silentDeletes: ReadonlySet<string>;
}

export interface Table {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned';
  readonly unlogged: boolean;
  /** Set when it is a partition: the parent's oid. */
  readonly partitionOf: number | null;
  /** Parents by INHERITS. */
  readonly inherits: readonly string[];
  readonly partitionKey: PartitionKey | null;
  readonly rowSecurity: boolean;
  readonly columns: readonly Column[];
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly CheckConstraint[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly grants: readonly Grant[];
  readonly rules: readonly string[];
  readonly comment: string | null;
}

export interface PartitionKey {
  readonly strategy: 'list' | 'range' | 'hash';
  readonly columns: readonly string[];
  readonly hasExpression: boolean;
  readonly hasDefault: boolean;
  readonly partitions: number;
}

export interface Column {
  readonly name: string;
  /** As `format_type` writes it: "character varying(20)", "bigint[]". */
  readonly type: string;
  /** The base type's catalog name, domains followed: "varchar", "int8", "_text". */
  readonly baseType: string;
  /** The modifier in the type's own units: length of varchar and char, null if none. */
  readonly length: number | null;
  readonly hasModifier: boolean;
  /** b base, e enum, d domain, c composite, r range, m multirange, p pseudo. */
  readonly typeKind: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly identity: boolean;
  readonly generated: boolean;
  /** A sequence that this column owns feeds its default. */
  readonly serial: boolean;
  readonly comment: string | null;
  /** Inherited from a parent: what is wrong with it is wrong there. */
  readonly inherited: boolean;
}

export interface Index {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly exclusion: boolean;
  readonly valid: boolean;
  /** Backs a constraint of the same name. */
  readonly constraint: boolean;
  readonly deferrable: boolean;
  readonly nullsNotDistinct: boolean;
  readonly keys: readonly IndexKey[];
  readonly include: readonly string[];
  readonly predicate: string | null;
  readonly definition: string;
  /** Belongs to an index of the partitioned parent. */
  readonly inherited: boolean;
  /** A foreign key somewhere needs it. */
  readonly referenced: boolean;
}

export interface IndexKey {
  /** Null for an expression. */
  readonly column: string | null;
  readonly text: string;
  readonly opclass: string;
  readonly collation: string | null;
  /** Bits of pg_index.indoption: 1 descending, 2 nulls first. */
  readonly option: number;
}

export type DeleteAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: {
    readonly oid: number;
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
  };
  readonly onDelete: DeleteAction;
  readonly matchFull: boolean;
  readonly validated: boolean;
  readonly deferrable: boolean;
  readonly inherited: boolean;
}

export interface CheckConstraint {
  readonly name: string;
  readonly expression: string;
  readonly columns: readonly string[];
  readonly validated: boolean;
}

export interface Trigger {
  readonly name: string;
  readonly function: string;
  readonly source: string;
  /** Fires before each row is updated. */
  readonly beforeUpdate: boolean;
}

export interface Policy {
  readonly name: string;
  readonly permissive: boolean;
  /** r, a, w, d or * */
  readonly command: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Grant {
  readonly role: string;
  readonly privileges: readonly string[];
}

export interface EnumType {
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
  readonly usedBy: readonly string[];
}

export interface Routine {
  readonly schema: string;
  readonly name: string;
  readonly arguments: string;
  readonly securityDefiner: boolean;
  readonly fixedSearchPath: boolean;
  readonly callableBy: readonly string[];
  readonly trigger: boolean;
}

export interface View {
  readonly schema: string;
  readonly name: string;
  readonly materialized: boolean;
  readonly securityInvoker: boolean;
  readonly definition: string;
  /** Oids of the tables it reads. */
  readonly reads: readonly number[];
  readonly readableBy: readonly string[];
}
