import type { A_Const, Node } from 'libpg-query';
import { quoteIdent, quoteLiteral } from '../../schema/sql/quote.ts';
import { dottedName } from '../../schema/sql/tree.ts';

/**
 * Writes an expression over a table's own columns as an index would have it: without the table's alias. Null for what
 * is too much for an index: subqueries, parameters, what we do not know.
 */
export function writeExpression(node: Node): string | null {
  if ('ColumnRef' in node) {
    const name = dottedName(node.ColumnRef.fields).at(-1);
    return name === undefined ? null : quoteIdent(name);
  }
  if ('A_Const' in node) return writeConstant(node.A_Const);
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    const inner = arg === undefined ? null : writeExpression(arg);
    const names = dottedName(typeName?.names).filter((part) => part !== 'pg_catalog');
    if (inner === null || names.length === 0 || typeName?.typmods !== undefined) return null;
    return `(${inner})::${names.map(quoteIdent).join('.')}${typeName?.arrayBounds === undefined ? '' : '[]'}`;
  }
  if ('FuncCall' in node) {
    const { funcname, args = [], agg_star: star, over, agg_distinct: distinct } = node.FuncCall;
    if (star === true || distinct === true || over !== undefined) return null;
    const names = dottedName(funcname).filter((part) => part !== 'pg_catalog');
    return list(args, (inner) => `${names.map(quoteIdent).join('.')}(${inner})`);
  }
  if ('CoalesceExpr' in node) {
    return list(node.CoalesceExpr.args ?? [], (inner) => `COALESCE(${inner})`);
  }
  if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP') {
    const { name, lexpr, rexpr } = node.A_Expr;
    if (lexpr === undefined || rexpr === undefined) return null;
    const [left, right] = [writeExpression(lexpr), writeExpression(rexpr)];
    const operator = dottedName(name).at(-1);
    return left === null || right === null ? null : `(${left} ${operator} ${right})`;
  }
  return null;
}

function list(nodes: readonly Node[], wrap: (inner: string) => string): string | null {
  const written = nodes.map(writeExpression);
  return written.some((part) => part === null) ? null : wrap(written.join(', '));
}

/** A literal as SQL; null for NULL. Zeroes and empty strings have no fields in the tree. */
export function writeConstant(constant: A_Const): string | null {
  if (constant.sval !== undefined) return quoteLiteral(constant.sval.sval ?? '');
  if (constant.ival !== undefined) return String(constant.ival.ival ?? 0);
  if (constant.fval !== undefined) return constant.fval.fval ?? '0';
  if (constant.boolval !== undefined) return constant.boolval.boolval === true ? 'true' : 'false';
  return null;
}
