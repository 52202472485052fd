import type { Node, SelectStmt } from 'libpg-query';
import type { Catalog, Table } from '../../schema/catalog/model.ts';

/** A table of a FROM clause, under the name by which the query calls it. */
export interface Relation {
  readonly alias: string;
  /** Null for what is no table of the schema: a subquery, a CTE, a function, a view. */
  readonly table: Table | null;
}

/** One SELECT, UPDATE or DELETE of a statement: a list of tables and the conditions on them. */
export interface Block {
  readonly kind: 'select' | 'update' | 'delete';
  /** Where it stands: it decides what is expected of it. */
  readonly role: 'top' | 'arm' | 'from' | 'cte' | 'exists' | 'in' | 'scalar';
  readonly relations: readonly Relation[];
  /** The block around it, whose tables it can see. */
  readonly outer: Block | null;
  /** What all must be true: WHERE and the conditions of joins, taken apart at AND. */
  readonly conditions: readonly Node[];
  readonly where: Node | null;
  readonly select: SelectStmt | null;
  /** Tables joined by CROSS JOIN or LATERAL: meant as they are. */
  readonly crossed: ReadonlySet<string>;
}

/** What names mean while a statement is read. */
export interface Scope {
  readonly catalog: Catalog;
  /** Names of the CTEs in sight: they hide tables. */
  readonly ctes: ReadonlySet<string>;
}
