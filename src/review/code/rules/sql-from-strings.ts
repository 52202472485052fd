import type { SgNode } from '@ast-grep/napi';
import type { Hit } from '../finding.ts';
import { all, calledName, methodOf, type Snippet } from '../snippet.ts';
import { isFragment, isValue, looksLikeSql, valuesIn } from './sql-text.ts';

/** SQL that is put together from text and values: each value that a user can reach is an injection. */
export function sqlFromStrings(snippet: Snippet): readonly Hit[] {
  const { grammar, root } = snippet;
  const interpolated = all(root, grammar.strings).filter(
    (text) =>
      (looksLikeSql(text.text()) || isCondition(text, snippet) || isFragment(text)) &&
      !isTagged(text) &&
      !isParameterised(text, snippet) &&
      valuesIn(text, snippet).length > 0,
  );
  const joined = all(root, grammar.concatenations).filter((whole) => joinsSql(whole, snippet));
  const formatted = all(root, grammar.calls).filter(
    (call) =>
      [calledName(call), `.${methodOf(call)}`].some((name) => grammar.formatters.test(name)) &&
      looksLikeSql(call.text()) &&
      !isConstant(call, snippet),
  );
  return outermost([...interpolated, ...joined, ...formatted]).map((at) => ({
    id: 'code.sql_from_strings',
    severity: 'error',
    at,
    reason:
      'SQL is built from text and values; a value that a caller controls can change the statement.',
    remedy:
      'Keep the text constant and pass values as parameters. Names of tables and columns come from a list of allowed ones.',
  }));
}

/** `User.where("name = '#{name}'")`, `cur.execute(f"select {x}")`: hardly SQL by its words, but the call takes SQL. */
function isCondition(text: SgNode, { grammar }: Snippet): boolean {
  if (!/[=<>]|\b(like|in|select|update|delete|insert|call|drop)\b/i.test(text.text())) return false;
  const call = text
    .ancestors()
    .slice(0, 3)
    .find((up) => grammar.calls.includes(String(up.kind())));
  if (call === undefined) return false;
  const method = methodOf(call);
  // A shell and a pattern are executed, too.
  return method === 'exec' ? SQL_WORD.test(text.text()) : takesSql.test(method);
}

const SQL_WORD = /\b(select|update|delete|insert|drop|alter|truncate|where)\s/i;

const takesSql =
  /^(where|having|joins|whereRaw|havingRaw|orderByRaw|raw|find_by_sql|andWhere|orWhere|createQuery|createNativeQuery|execute|executemany|executeQuery|executeUpdate|query|queryRow|queryFor\w+|batchUpdate|(Query(First|Single)(OrDefault)?|QueryMultiple|Execute(Scalar|Reader)?|ExecuteSqlRaw|FromSqlRaw|SqlQueryRaw)(Async)?|prepare|mysqli_query|pg_query)$/i;

/** sql`…${value}`: the tag makes parameters of the values. `.raw` and `Unsafe` are the tags that do not. */
function isTagged(template: SgNode): boolean {
  const parent = template.parent();
  if (parent === null || String(parent.kind()) !== 'call_expression') return false;
  const tag = parent.child(0);
  return tag !== null && tag.id() !== template.id() && !/raw|unsafe/i.test(tag.text());
}

/** `FromSql($"… {id}")`: Entity Framework makes parameters of what is interpolated in place, and of a FormattableString. */
function isParameterised(text: SgNode, { grammar, language }: Snippet): boolean {
  if (language !== 'csharp') return false;
  const near = text.ancestors().slice(0, 3);
  if (near.some((up) => /^FormattableString\b/.test(up.text()))) return true;
  const call = near.find((up) => grammar.calls.includes(String(up.kind())));
  return call !== undefined && INTERPOLATED.test(methodOf(call));
}

const INTERPOLATED =
  /^((FromSql|ExecuteSql)(Interpolated)?|SqlQuery|SqlInterpolated|QueryBuilder|SqlBuilder)(Async)?$/;

/** Text of SQL on one side, something computed on the other, joined by + . or %. */
function joinsSql(whole: SgNode, snippet: Snippet): boolean {
  const { grammar } = snippet;
  if (!isJoin(whole)) return false;
  const parts = whole.namedChildren();
  const texts = parts.flatMap((part) => all(part, grammar.strings));
  if (!texts.some((text) => looksLikeSql(text.text()) || isFragment(text))) return false;
  return leaves(whole, grammar.concatenations).some(
    (leaf) => !grammar.strings.includes(String(leaf.kind())) && isValue(leaf, snippet),
  );
}

function isJoin(node: SgNode): boolean {
  return node.children().some((child) => /^(\+|\.|%|<<)$/.test(child.text()));
}

function leaves(node: SgNode, joins: readonly string[]): readonly SgNode[] {
  return joins.includes(String(node.kind())) && isJoin(node)
    ? node.namedChildren().flatMap((child) => leaves(child, joins))
    : [node];
}

/** `"… %s".format()` without a value, or a format that holds no place for one. */
function isConstant(call: SgNode, { grammar }: Snippet): boolean {
  const text = all(call, grammar.strings)[0]?.text() ?? '';
  // A number changes no statement.
  return !/%[-+#0-9.]*(?!d)[a-z]|\{[^}]*\}/i.test(text);
}

function outermost(nodes: readonly SgNode[]): readonly SgNode[] {
  const ids = new Set(nodes.map((node) => node.id()));
  return nodes.filter((node) => !node.ancestors().some((up) => ids.has(up.id())));
}
