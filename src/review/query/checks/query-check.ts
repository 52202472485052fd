import type { Node } from 'libpg-query';
import type { Severity } from '../../../core/finding.ts';
import type { Catalog, Table } from '../../schema/catalog/model.ts';
import type { SqlRefusal } from '../../schema/engine/engine.ts';
import type { Advice, Plan, QueryFinding, Rewrite } from '../review.ts';
import type { Block } from '../tree/block.ts';
import { predicatesIn, type Predicate } from '../tree/predicate.ts';

/** A statement with everything that is known of it. */
export interface Subject {
  readonly node: Node;
  /** The statement's text: locations are bytes of it. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly catalog: Catalog;
  readonly spliced: readonly { readonly text: string; readonly line: number }[];
  readonly lineAt: (byte: number | undefined) => number;
  /** Rows of a table, where row counts are known. */
  readonly rowsOf: (table: Table) => number | null;
  readonly plan: Plan | null;
  readonly refusal: SqlRefusal | null;
  readonly advice: Advice | null;
  readonly rewrite: Rewrite | null;
}

/** One rule over a statement. Its id never changes. */
export interface QueryCheck extends Pick<
  QueryFinding,
  'id' | 'category' | 'confidence' | 'source'
> {
  readonly severity: Severity;
  readonly find: (subject: Subject) => Iterable<QueryHit>;
}

export interface QueryHit extends Pick<QueryFinding, 'why' | 'fix'> {
  /** Byte of the statement it is about. */
  readonly at?: number | undefined;
  /** Where no byte says it. */
  readonly line?: number;
  readonly object?: string;
  readonly evidence: QueryFinding['evidence'];
  /** When this case is graver or lighter than the rule's own severity. */
  readonly severity?: Severity;
}

export function runQueryChecks(
  checks: readonly QueryCheck[],
  subject: Subject,
): readonly QueryFinding[] {
  return checks.flatMap((check) =>
    [...check.find(subject)].map((hit) => ({
      id: check.id,
      severity: hit.severity ?? check.severity,
      confidence: check.confidence,
      category: check.category,
      line: hit.line ?? subject.lineAt(hit.at),
      object: hit.object ?? null,
      why: hit.why,
      evidence: hit.evidence,
      source: check.source,
      fix: hit.fix,
    })),
  );
}

/** Evidence of a rule over the text. */
export function byRule(text: string): QueryFinding['evidence'] {
  return { by: 'rule', text };
}

export function* allPredicates(
  subject: Subject,
): Generator<{ readonly block: Block; readonly predicate: Predicate }> {
  for (const block of subject.blocks) {
    for (const predicate of predicatesIn(block)) yield { block, predicate };
  }
}

/** "orders.customer_id". */
export function nameOperand({ operand }: Predicate): string {
  const table = operand.relation.table?.name ?? operand.relation.alias;
  return `${table}.${operand.columns.map(({ name }) => name).join(', ')}`;
}
