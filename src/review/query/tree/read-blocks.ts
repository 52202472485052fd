import type { CommonTableExpr, Node, RangeVar, SelectStmt, WithClause } from 'libpg-query';
import type { Catalog } from '../../schema/catalog/model.ts';
import type { Block, Scope } from './block.ts';
import { conjuncts } from './conjuncts.ts';
import { readFrom } from './read-from.ts';
import { subLinksIn } from './sub-links.ts';

/** Takes a statement apart into its blocks, outermost first. */
export function readBlocks(node: Node, catalog: Catalog): readonly Block[] {
  const blocks: Block[] = [];
  readStatement(node, { catalog, ctes: new Set() }, blocks);
  return blocks;
}

function readStatement(
  node: Node,
  scope: Scope,
  blocks: Block[],
  role: Block['role'] = 'top',
): void {
  if ('SelectStmt' in node) readSelect(node.SelectStmt, scope, blocks, { role, outer: null });
  else if ('UpdateStmt' in node) {
    const { relation, fromClause, whereClause, withClause } = node.UpdateStmt;
    const inner = withCtes(withClause, scope, blocks);
    readChange('update', relation, { from: fromClause, where: whereClause }, inner, blocks, node);
  } else if ('DeleteStmt' in node) {
    const { relation, usingClause, whereClause, withClause } = node.DeleteStmt;
    const inner = withCtes(withClause, scope, blocks);
    readChange('delete', relation, { from: usingClause, where: whereClause }, inner, blocks, node);
  } else if ('InsertStmt' in node) {
    const { selectStmt, withClause } = node.InsertStmt;
    const inner = withCtes(withClause, scope, blocks);
    if (selectStmt !== undefined) readStatement(selectStmt, inner, blocks, 'from');
  }
}

interface Around {
  readonly role: Block['role'];
  readonly outer: Block | null;
}

function readSelect(
  select: SelectStmt,
  scope: Scope,
  blocks: Block[],
  { role, outer }: Around,
): void {
  const inner = withCtes(select.withClause, scope, blocks);
  if (select.op !== undefined && select.op !== 'SETOP_NONE') {
    for (const arm of [select.larg, select.rarg]) {
      if (arm !== undefined) readSelect(arm, inner, blocks, { role: 'arm', outer });
    }
    return;
  }
  const from = readFrom(select.fromClause ?? [], inner);
  const block: Block = {
    kind: 'select',
    role,
    relations: from.relations,
    outer,
    conditions: [...from.conditions, ...conjuncts(select.whereClause)],
    where: select.whereClause ?? null,
    select,
    crossed: from.crossed,
  };
  blocks.push(block);
  for (const { select: sub, lateral } of from.subqueries) {
    readSelect(sub, inner, blocks, { role: 'from', outer: lateral ? block : outer });
  }
  const { targetList, whereClause, havingClause, fromClause } = select;
  readSubLinks([targetList, whereClause, havingClause, fromClause], inner, blocks, block);
}

function readChange(
  kind: 'update' | 'delete',
  target: RangeVar | undefined,
  parts: { readonly from: Node[] | undefined; readonly where: Node | undefined },
  scope: Scope,
  blocks: Block[],
  node: Node,
): void {
  const all = target === undefined ? [] : [{ RangeVar: target }];
  const from = readFrom([...all, ...(parts.from ?? [])], scope);
  const block: Block = {
    kind,
    role: 'top',
    relations: from.relations,
    outer: null,
    conditions: [...from.conditions, ...conjuncts(parts.where)],
    where: parts.where ?? null,
    select: null,
    crossed: from.crossed,
  };
  blocks.push(block);
  for (const { select } of from.subqueries) {
    readSelect(select, scope, blocks, { role: 'from', outer: block });
  }
  readSubLinks(node, scope, blocks, block);
}

function readSubLinks(tree: unknown, scope: Scope, blocks: Block[], outer: Block): void {
  for (const { subLinkType, subselect } of subLinksIn(tree)) {
    if (subselect === undefined || !('SelectStmt' in subselect)) continue;
    const role =
      subLinkType === 'EXISTS_SUBLINK' ? 'exists' : subLinkType === 'ANY_SUBLINK' ? 'in' : 'scalar';
    readSelect(subselect.SelectStmt, scope, blocks, { role, outer });
  }
}

function withCtes(clause: WithClause | undefined, scope: Scope, blocks: Block[]): Scope {
  const ctes = (clause?.ctes ?? []).flatMap((node): readonly CommonTableExpr[] =>
    'CommonTableExpr' in node ? [node.CommonTableExpr] : [],
  );
  if (ctes.length === 0) return scope;
  const names = ctes.flatMap(({ ctename }) => ctename ?? []);
  const inner = { ...scope, ctes: new Set([...scope.ctes, ...names]) };
  for (const { ctequery } of ctes) {
    if (ctequery !== undefined) readStatement(ctequery, inner, blocks, 'cte');
  }
  return inner;
}
