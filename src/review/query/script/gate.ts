import type { Node } from 'libpg-query';
import { kindOf, type Parsed } from '../../schema/sql/parse.ts';
import type { Reading } from './query.ts';

/**
 * What may come near EXPLAIN: one SELECT, INSERT, UPDATE or DELETE. Decided on the parse tree, since text can lie about
 * what it is. EXPLAIN without ANALYZE executes nothing, but functions that promise to be immutable are evaluated while
 * it plans: the child's limits are for those.
 */
export function gate(parsed: Parsed): Reading {
  if (!parsed.ok) return refused(`it does not parse: ${parsed.message}`);
  const [node, second] = parsed.nodes;
  if (node === undefined) return refused('there is no statement in it');
  if (second !== undefined) return refused('it is more than one statement');
  if (isDeep(node)) return refused('it is nested too deeply');
  if ('SelectStmt' in node && node.SelectStmt.intoClause !== undefined) {
    return refused('SELECT INTO makes a table; only its SELECT can be planned');
  }
  if (planned.some((kind) => kind in node)) return { kind: 'query', node };
  if (read.some((kind) => kind in node)) return { kind: 'definition', node };
  return refused(
    `it is no SELECT, INSERT, UPDATE or DELETE but ${nameOf(node)}, and nothing else is planned`,
  );
}

const planned = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'];
const read = ['ViewStmt', 'CreateFunctionStmt', 'DoStmt'];

/** What reads a tree after this calls itself for each level. People write a few dozen, generators a few hundred. */
const MOST_LEVELS = 1_000;

function isDeep(tree: unknown): boolean {
  let level: readonly unknown[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}

/** "CreateTableAsStmt" is CREATE TABLE AS. */
function nameOf(node: Node): string {
  return kindOf(node)
    .replace(/Stmt$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
}

function refused(why: string): Reading {
  return { kind: 'refused', why };
}
