import type { Table } from '../../schema/catalog/model.ts';

/** An index that may help a query. Whether it does, the planner says. */
export interface Candidate {
  readonly table: Table;
  readonly method: 'btree' | 'gin';
  /** As CREATE INDEX writes them: "customer_id", "created_at DESC", "(lower(email))", "name gin_trgm_ops". */
  readonly keys: readonly string[];
  /** Condition of a partial index. */
  readonly where: string | null;
  /** Which part of the query it is made for: "equality on customer_id, then order by created_at". */
  readonly why: string;
}

export function identityOf({ table, method, keys, where }: Candidate): string {
  return JSON.stringify([table.oid, method, keys, where]);
}
