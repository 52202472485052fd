import type { Node, SubLink } from 'libpg-query';
import { isFields } from '../../schema/sql/tree.ts';

/** The subqueries of an expression, not those inside of them, nor those of FROM. */
export function* subLinksIn(tree: unknown): Generator<SubLink> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* subLinksIn(item);
    return;
  }
  if (!isFields(tree)) return;
  if (isSubLink(tree)) {
    yield tree.SubLink;
    yield* subLinksIn(tree.SubLink.testexpr);
    return;
  }
  for (const [name, child] of Object.entries(tree)) {
    if (name !== 'SelectStmt' && name !== 'ctes') yield* subLinksIn(child);
  }
}

function isSubLink(node: object): node is Extract<Node, { SubLink: SubLink }> {
  return 'SubLink' in node && isFields(node.SubLink);
}
