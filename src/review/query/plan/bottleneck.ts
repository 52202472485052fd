import type { Plan, PlanNode } from '../review.ts';
import { titleOf } from './shape.ts';

/**
 * The node that takes the largest part of a plan's cost. A node's own part is its cost without its children's, times
 * how often it runs; under a LIMIT only as much of it as is asked for.
 */
export function bottleneckOf(tree: PlanNode): Plan['bottleneck'] {
  const parts: { readonly node: string; readonly cost: number }[] = [];
  attribute(tree, tree.cost, parts);
  const whole = Math.max(tree.cost, Number.EPSILON);
  const [most = { node: titleOf(tree), cost: whole }] = parts.toSorted((a, b) => b.cost - a.cost);
  return { node: most.node, share: Math.min(1, Math.round((most.cost / whole) * 100) / 100) };
}

/** Splits what a node is given among itself and its children. */
function attribute(
  node: PlanNode,
  budget: number,
  parts: { readonly node: string; readonly cost: number }[],
): void {
  const wanted = node.children.map((child) => child.cost * runsOf(child, node));
  const sum = wanted.reduce((total, cost) => total + cost, 0);
  // More than its own total cannot go down: a LIMIT stops early, a memoized inner side is not run each time.
  const given = node.cost === 0 ? 0 : budget * Math.min(1, sum / node.cost);
  parts.push({ node: titleOf(node), cost: budget - given });
  for (const [at, child] of node.children.entries()) {
    const share = sum === 0 ? 0 : (wanted[at] ?? 0) / sum;
    attribute(child, given * share, parts);
  }
}

function runsOf(child: PlanNode, parent: PlanNode): number {
  if (child.part?.startsWith('SubPlan') === true) return Math.max(1, parent.rows);
  const [outer, inner] = parent.children.filter(({ part }) => part === null);
  const loop = parent.node.startsWith('Nested Loop');
  return loop && child === inner && outer !== undefined ? Math.max(1, outer.rows) : 1;
}
