import type { JoinExpr, Node, RangeVar, SelectStmt } from 'libpg-query';
import type { Relation, Scope } from './block.ts';
import { conjuncts } from './conjuncts.ts';

export interface From {
  readonly relations: readonly Relation[];
  readonly conditions: readonly Node[];
  readonly subqueries: readonly { readonly select: SelectStmt; readonly lateral: boolean }[];
  readonly crossed: ReadonlySet<string>;
}

/** Reads a FROM clause, however its joins are nested. */
export function readFrom(items: readonly Node[], scope: Scope): From {
  const parts = items.map((item) => readItem(item, scope));
  return {
    relations: parts.flatMap((part) => part.relations),
    conditions: parts.flatMap((part) => part.conditions),
    subqueries: parts.flatMap((part) => part.subqueries),
    crossed: new Set(parts.flatMap((part) => [...part.crossed])),
  };
}

const nothing: From = { relations: [], conditions: [], subqueries: [], crossed: new Set() };

function readItem(item: Node, scope: Scope): From {
  if ('RangeVar' in item) return { ...nothing, relations: [readTable(item.RangeVar, scope)] };
  if ('JoinExpr' in item) return readJoin(item.JoinExpr, scope);
  if ('RangeSubselect' in item) {
    const { subquery, alias, lateral = false } = item.RangeSubselect;
    const name = alias?.aliasname ?? '';
    return {
      ...nothing,
      relations: [{ alias: name, table: null }],
      subqueries:
        subquery !== undefined && 'SelectStmt' in subquery
          ? [{ select: subquery.SelectStmt, lateral }]
          : [],
    };
  }
  if ('RangeFunction' in item) {
    return {
      ...nothing,
      relations: [{ alias: item.RangeFunction.alias?.aliasname ?? '', table: null }],
    };
  }
  return nothing;
}

function readTable({ relname = '', schemaname, alias }: RangeVar, scope: Scope): Relation {
  const name = alias?.aliasname ?? relname;
  if (schemaname === undefined && scope.ctes.has(relname)) return { alias: name, table: null };
  const candidates = scope.catalog.tables.filter(
    (table) => table.name === relname && (schemaname === undefined || table.schema === schemaname),
  );
  const table = candidates.find(({ schema }) => schema === 'public') ?? candidates[0] ?? null;
  return { alias: name, table };
}

function readJoin(join: JoinExpr, scope: Scope): From {
  const both = [join.larg, join.rarg].flatMap((side) => (side === undefined ? [] : [side]));
  const [left = nothing, right = nothing] = both.map((side) => readItem(side, scope));
  const using = (join.usingClause ?? []).flatMap((name) =>
    'String' in name ? sameColumn(name.String.sval ?? '', left, right) : [],
  );
  const meant = join.quals === undefined && using.length === 0;
  return {
    relations: [...left.relations, ...right.relations],
    conditions: [...left.conditions, ...right.conditions, ...conjuncts(join.quals), ...using],
    subqueries: [...left.subqueries, ...right.subqueries],
    crossed: new Set([
      ...left.crossed,
      ...right.crossed,
      ...(meant ? right.relations.map(({ alias }) => alias) : []),
    ]),
  };
}

/** USING (a) as the condition that it stands for. */
function sameColumn(column: string, left: From, right: From): readonly Node[] {
  const has = ({ table }: Relation): boolean =>
    table?.columns.some(({ name }) => name === column) === true;
  const [one, other] = [left.relations.find(has), right.relations.find(has)];
  if (one === undefined || other === undefined) return [];
  const name: Node[] = [{ String: { sval: '=' } }];
  return [
    {
      A_Expr: {
        kind: 'AEXPR_OP',
        name,
        lexpr: columnOf(one, column),
        rexpr: columnOf(other, column),
      },
    },
  ];
}

function columnOf({ alias }: Relation, column: string): Node {
  return { ColumnRef: { fields: [{ String: { sval: alias } }, { String: { sval: column } }] } };
}
