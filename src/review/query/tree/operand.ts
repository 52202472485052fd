import type { ColumnRef, Node } from 'libpg-query';
import type { Column } from '../../schema/catalog/model.ts';
import { quoteIdent } from '../../schema/sql/quote.ts';
import { isFields } from '../../schema/sql/tree.ts';
import type { Block, Relation } from './block.ts';
import { resolve, type Use } from './resolve.ts';
import { writeExpression } from './write-expression.ts';

/** One side of a comparison that an index of one table could hold. */
export interface Operand {
  readonly relation: Relation;
  /** As an index's key is written: a column's name, or an expression in parentheses. */
  readonly key: string;
  /** Null for an expression. */
  readonly column: Column | null;
  /** The columns in it. */
  readonly columns: readonly Column[];
  readonly node: Node;
}

/** A column, or an expression over columns of one table of this very block. Null for anything else. */
export function operandOf(node: Node | undefined, block: Block): Operand | null {
  if (node === undefined || hasSubLink(node)) return null;
  const uses = [...columnRefsIn(node)].map((ref) => resolve(ref, block));
  const [first] = uses;
  if (first === undefined || first === null) return null;
  const same = uses.every((use) => use?.block === block && use.relation === first.relation);
  if (!same) return null;
  const columns = uses.flatMap((use) => use?.column ?? []);
  if ('ColumnRef' in node) {
    const { relation, column } = first;
    return { relation, key: quoteIdent(column.name), column, columns, node };
  }
  const written = writeExpression(node);
  return written === null
    ? null
    : { relation: first.relation, key: inParentheses(written, node), column: null, columns, node };
}

/** Operators have theirs already. */
function inParentheses(written: string, node: Node): string {
  return 'A_Expr' in node ? written : `(${written})`;
}

/** The column that a side of a comparison is, of whatever table in sight. */
export function useOf(node: Node | undefined, block: Block): Use | null {
  return node !== undefined && 'ColumnRef' in node ? resolve(node.ColumnRef, block) : null;
}

export function* columnRefsIn(tree: unknown): Generator<ColumnRef> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* columnRefsIn(item);
  } else if (isFields(tree)) {
    if (isColumnRef(tree)) yield tree.ColumnRef;
    else for (const child of Object.values(tree)) yield* columnRefsIn(child);
  }
}

function isColumnRef(node: object): node is Extract<Node, { ColumnRef: ColumnRef }> {
  return 'ColumnRef' in node && isFields(node.ColumnRef);
}

function hasSubLink(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.some(hasSubLink);
  return isFields(tree) && ('SubLink' in tree || Object.values(tree).some(hasSubLink));
}
