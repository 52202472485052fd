import type { A_Expr, Node } from 'libpg-query';
import { dottedName } from '../../schema/sql/tree.ts';
import type { Block } from './block.ts';
import { operandOf, useOf, type Operand } from './operand.ts';
import type { Use } from './resolve.ts';
import { writeConstant } from './write-expression.ts';

/** What a condition asks of a table's column or expression, in the words of what an index can do for it. */
export interface Predicate {
  readonly operand: Operand;
  readonly does:
    | 'equal'
    /** IN, = ANY */
    | 'member'
    | 'range'
    /** LIKE 'abc%' */
    | 'prefix'
    /** LIKE '%abc%', and patterns that are not known */
    | 'pattern'
    /** A regular expression. */
    | 'match'
    /** @>, &&, @@: what GIN is for */
    | 'contains'
    | 'null'
    | 'not-null'
    | 'true'
    | 'false'
    | 'different';
  /** The column of another table (or of an outer block) that it is compared with. */
  readonly join: Use | null;
  /** The literal that it is compared with, as SQL. */
  readonly constant: string | null;
  /** The other side. */
  readonly other: Node | null;
  readonly at: number | undefined;
}

/** Reads one condition. A comparison of two tables is read from both sides; what no index serves is left out. */
export function predicatesOf(node: Node, block: Block): readonly Predicate[] {
  if ('A_Expr' in node) return ofExpression(node.A_Expr, block);
  if ('NullTest' in node) {
    const { arg, nulltesttype, location } = node.NullTest;
    return one(arg, nulltesttype === 'IS_NOT_NULL' ? 'not-null' : 'null', null, location, block);
  }
  if ('BooleanTest' in node) {
    const { arg, booltesttype, location } = node.BooleanTest;
    if (booltesttype === 'IS_TRUE') return one(arg, 'true', null, location, block);
    return booltesttype === 'IS_FALSE' ? one(arg, 'false', null, location, block) : [];
  }
  if ('ColumnRef' in node) return one(node, 'true', null, node.ColumnRef.location, block);
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'NOT_EXPR') {
    const [inner] = node.BoolExpr.args ?? [];
    return inner !== undefined && 'ColumnRef' in inner
      ? one(inner, 'false', null, node.BoolExpr.location, block)
      : [];
  }
  if ('SubLink' in node && node.SubLink.subLinkType === 'ANY_SUBLINK') {
    return one(node.SubLink.testexpr, 'member', null, node.SubLink.location, block);
  }
  return [];
}

/** Everything that a block asks of its tables. */
export function predicatesIn(block: Block): readonly Predicate[] {
  return block.conditions.flatMap((condition) => predicatesOf(condition, block));
}

function ofExpression(expression: A_Expr, block: Block): readonly Predicate[] {
  const { kind, lexpr, rexpr, name, location } = expression;
  const operator = dottedName(name).at(-1) ?? '';
  const ask = (does: Predicate['does'], side = lexpr, other = rexpr): readonly Predicate[] =>
    one(side, does, other ?? null, location, block);
  if (kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY') return operator === '=' ? ask('member') : [];
  if (kind === 'AEXPR_BETWEEN' || kind === 'AEXPR_BETWEEN_SYM') return ask('range');
  if (kind === 'AEXPR_LIKE' || kind === 'AEXPR_ILIKE') {
    return operator.startsWith('!') ? [] : ask(patternKind(kind, rexpr));
  }
  const does = kind === 'AEXPR_OP' ? operators[operator] : undefined;
  if (does === undefined) return [];
  return does === 'contains' ? ask(does) : [...ask(does), ...ask(does, rexpr, lexpr)];
}

const operators: Readonly<Record<string, Predicate['does']>> = {
  '=': 'equal',
  '<': 'range',
  '>': 'range',
  '<=': 'range',
  '>=': 'range',
  '<>': 'different',
  '!=': 'different',
  '@>': 'contains',
  '&&': 'contains',
  '@@': 'contains',
  '~': 'match',
  '~*': 'match',
};

function patternKind(
  kind: 'AEXPR_LIKE' | 'AEXPR_ILIKE',
  pattern: Node | undefined,
): Predicate['does'] {
  const text = pattern === undefined ? null : literalText(pattern);
  // A parameter may hold anything; most that are compared so end in a percent sign.
  return kind === 'AEXPR_LIKE' && text !== null && /^[^%_\\]/.test(text) ? 'prefix' : 'pattern';
}

export function literalText(node: Node): string | null {
  if ('TypeCast' in node && node.TypeCast.arg !== undefined) return literalText(node.TypeCast.arg);
  return 'A_Const' in node && node.A_Const.sval !== undefined
    ? (node.A_Const.sval.sval ?? '')
    : null;
}

/** How a pattern begins: a literal, or the first of what is put together (`'%' || $1`, `concat('%', $1)`). */
export function beginningOf(node: Node): string | null {
  const literal = literalText(node);
  if (literal !== null) return literal;
  if ('A_Expr' in node) {
    const { name, lexpr } = node.A_Expr;
    return dottedName(name).at(-1) === '||' && lexpr !== undefined ? beginningOf(lexpr) : null;
  }
  if (!('FuncCall' in node) || dottedName(node.FuncCall.funcname).at(-1) !== 'concat') return null;
  const [first] = node.FuncCall.args ?? [];
  return first === undefined ? null : beginningOf(first);
}

function one(
  node: Node | undefined,
  does: Predicate['does'],
  other: Node | null,
  at: number | undefined,
  block: Block,
): readonly Predicate[] {
  const operand = operandOf(node, block);
  if (operand === null) return [];
  const join = other === null ? null : useOf(other, block);
  // A column compared with another column of the same row is no way into an index.
  if (join !== null && join.relation === operand.relation) return [];
  const constant = other !== null && 'A_Const' in other ? writeConstant(other.A_Const) : null;
  return [{ operand, does, join, constant, other, at }];
}
