import type { PlanNode } from '../review.ts';

/** A plan in one line: "Limit → Sort → Seq Scan on orders", joins with their sides in parentheses. */
export function shapeOf(node: PlanNode): string {
  const inner = node.children.filter((child) => child.part === null);
  const parts = node.children.filter((child) => child.part !== null);
  const beside = parts.map((part) => ` [${part.part}: ${shapeOf(part)}]`).join('');
  const [only] = inner;
  if (only === undefined) return titleOf(node) + beside;
  if (inner.length === 1) return `${titleOf(node)}${beside} → ${shapeOf(only)}`;
  const shown = inner.slice(0, MOST_BRANCHES).map(shapeOf);
  const left = inner.length - shown.length;
  return `${titleOf(node)}${beside} (${[...shown, ...(left > 0 ? [`${left} more`] : [])].join(', ')})`;
}

/** "Index Scan on orders using orders_pkey". */
export function titleOf({ node, relation, index }: PlanNode): string {
  const on = relation === null ? '' : ` on ${relation}`;
  return `${node}${on}${index === null ? '' : ` using ${index}`}`;
}

export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** Names of the indexes that a plan uses. */
export function indexesUsed(tree: PlanNode): ReadonlySet<string> {
  return new Set([...nodesOf(tree)].flatMap(({ index }) => index ?? []));
}

const MOST_BRANCHES = 6;
