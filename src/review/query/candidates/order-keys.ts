import type { Node, SelectStmt } from 'libpg-query';
import type { Block, Relation } from '../tree/block.ts';
import { operandOf, type Operand } from '../tree/operand.ts';

/** One item of ORDER BY that an index could give. */
export interface OrderKey {
  readonly operand: Operand;
  readonly descending: boolean;
  /** Only where it is not the default of its direction. */
  readonly nulls: 'first' | 'last' | null;
}

/** What a block is sorted by, if all of it is of one table: ORDER BY, else GROUP BY, else DISTINCT ON. */
export function orderKeys(block: Block): readonly OrderKey[] {
  const { select } = block;
  if (select === null) return [];
  const sorted = select.sortClause ?? [];
  const keys =
    sorted.length > 0
      ? sorted.map((item) => sortKey(item, select, block))
      : [...(select.groupClause ?? []), ...(select.distinctClause ?? [])].map((item) =>
          plainKey(item, select, block),
        );
  const known = keys.filter((key) => key !== null);
  const [first] = known;
  if (known.length < keys.length || first === undefined) return [];
  return known.every((key) => key.operand.relation === first.operand.relation) ? known : [];
}

export function relationOf(keys: readonly OrderKey[]): Relation | null {
  return keys[0]?.operand.relation ?? null;
}

/** As CREATE INDEX writes it. */
export function writeOrderKey({ operand, descending, nulls }: OrderKey): string {
  const direction = descending ? ' DESC' : '';
  return `${operand.key}${direction}${nulls === null ? '' : ` NULLS ${nulls.toUpperCase()}`}`;
}

function sortKey(item: Node, select: SelectStmt, block: Block): OrderKey | null {
  if (!('SortBy' in item)) return null;
  const { node, sortby_dir: direction, sortby_nulls: nulls } = item.SortBy;
  const operand = operandOf(meantBy(node, select), block);
  if (operand === null || direction === 'SORTBY_USING') return null;
  const descending = direction === 'SORTBY_DESC';
  const stated =
    nulls === 'SORTBY_NULLS_FIRST' ? 'first' : nulls === 'SORTBY_NULLS_LAST' ? 'last' : null;
  const usual = descending ? 'first' : 'last';
  return { operand, descending, nulls: stated === usual ? null : stated };
}

function plainKey(item: Node, select: SelectStmt, block: Block): OrderKey | null {
  const operand = operandOf(meantBy(item, select), block);
  return operand === null ? null : { operand, descending: false, nulls: null };
}

/** `ORDER BY 1` and `ORDER BY total` speak of the list of results. */
function meantBy(node: Node | undefined, { targetList = [] }: SelectStmt): Node | undefined {
  if (node === undefined) return undefined;
  if ('A_Const' in node && node.A_Const.ival !== undefined) {
    const target = targetList[(node.A_Const.ival.ival ?? 0) - 1];
    return target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
  }
  if (!('ColumnRef' in node)) return node;
  const [only, ...more] = node.ColumnRef.fields ?? [];
  const name =
    only !== undefined && 'String' in only && more.length === 0 ? only.String.sval : null;
  const named = targetList.find((item) => 'ResTarget' in item && item.ResTarget.name === name);
  return named !== undefined && 'ResTarget' in named ? named.ResTarget.val : node;
}
