import type { Node } from 'libpg-query';
import { usableIndexes } from '../../schema/checks/facts.ts';
import { dottedName } from '../../schema/sql/tree.ts';
import { beginningOf, literalText, type Predicate } from '../tree/predicate.ts';
import { armsOf } from '../candidates/alternatives.ts';
import { conjuncts } from '../tree/conjuncts.ts';
import { predicatesOf } from '../tree/predicate.ts';
import { allPredicates, byRule, nameOperand, type QueryCheck } from './query-check.ts';

/** A condition on a function of a column, where no index is on that function. */
export const functionOnColumn: QueryCheck = {
  id: 'query.function_on_column',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 11.7: indexes on expressions',
  *find(subject) {
    for (const { predicate } of allPredicates(subject)) {
      const { operand, does, at } = predicate;
      if (operand.column !== null || !['equal', 'range', 'member', 'prefix'].includes(does))
        continue;
      if (operand.columns.length !== 1 || hasExpressionIndex(predicate)) continue;
      const name = nameOperand(predicate);
      yield {
        why: `The condition is on ${operand.key}, not on ${name}: an index on the column is not used, and the function runs for each row.`,
        at,
        object: name,
        evidence: byRule(`no index of the table has the key ${operand.key}`),
        fix:
          insteadOf(operand.node, name) ??
          `Index the expression (ON ${operand.relation.table?.name ?? ''} (${operand.key})), or store its value in a generated column.`,
      };
    }
  },
};

function hasExpressionIndex({ operand }: Predicate): boolean {
  const indexes = operand.relation.table === null ? [] : usableIndexes(operand.relation.table);
  return indexes.some(({ keys }) =>
    keys.some(({ column, text }) => column === null && bare(text) === bare(operand.key)),
  );
}

/** PostgreSQL writes casts and parentheses its own way. */
function bare(text: string): string {
  return text.replace(/::(?:text|character varying)\b|[()\s"]/g, '').toLowerCase();
}

/** Functions of time are ranges in disguise. */
function insteadOf(node: Node, column: string): string | null {
  const range = `Ask for the range instead: ${column} >= $1 AND ${column} < $2; an index on the column serves it.`;
  if ('TypeCast' in node) {
    return dottedName(node.TypeCast.typeName?.names).at(-1) === 'date' ? range : null;
  }
  if (!('FuncCall' in node)) return null;
  const name = dottedName(node.FuncCall.funcname).at(-1) ?? '';
  return ['date_trunc', 'date', 'to_char', 'extract', 'date_part'].includes(name) ? range : null;
}

/** LIKE '%x': an index is ordered by the beginning of a text. */
export const leadingWildcard: QueryCheck = {
  id: 'query.leading_wildcard',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 11.2: index types; F.35: pg_trgm',
  *find(subject) {
    for (const { predicate } of allPredicates(subject)) {
      const { other, does, at, operand } = predicate;
      if (does !== 'pattern' || other === null || hasTrigramIndex(predicate)) continue;
      const text = beginningOf(other);
      if (text === null || !/^[%_]/.test(text)) continue;
      // Of what is put together only the beginning is known.
      const shown = literalText(other) === null ? `${text}…` : text;
      const name = nameOperand(predicate);
      yield {
        why: `LIKE '${shown}' begins with a wildcard: a B-tree cannot find it, every row of ${operand.relation.table?.name ?? 'the table'} is compared.`,
        at,
        object: name,
        evidence: byRule(`the pattern begins with ${text.slice(0, 1)}`),
        fix: `A trigram index (CREATE EXTENSION pg_trgm; USING gin (${operand.key} gin_trgm_ops)) for three characters and more, or full text search for words.`,
      };
    }
  },
};

function hasTrigramIndex({ operand }: Predicate): boolean {
  const indexes = operand.relation.table === null ? [] : usableIndexes(operand.relation.table);
  return indexes.some(({ keys }) =>
    keys.some((key) => /trgm_ops/.test(key.opclass) && key.column === operand.column?.name),
  );
}

/** OR over different columns. */
export const orAcrossColumns: QueryCheck = {
  id: 'query.or_across_columns',
  severity: 'info',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 11.5: combining multiple indexes',
  *find({ blocks, plan }) {
    for (const block of blocks) {
      for (const condition of block.conditions) {
        const arms = armsOf(condition);
        const served = arms.map((arm) =>
          conjuncts(arm).flatMap((part) => predicatesOf(part, block)),
        );
        const keys = new Set(served.flatMap((arm) => arm[0]?.operand.key ?? []));
        const tables = new Set(served.flatMap((arm) => arm[0]?.operand.relation ?? []));
        if (keys.size < 2) continue;
        const apart = tables.size > 1;
        yield {
          severity: apart ? 'warn' : 'info',
          why: apart
            ? 'OR joins conditions on different tables: no index can serve it, the rows are joined first and thrown away after.'
            : `OR joins conditions on ${[...keys].join(' and ')}: each needs an index of its own, and an ORDER BY … LIMIT cannot use either.`,
          at: 'BoolExpr' in condition ? condition.BoolExpr.location : undefined,
          evidence:
            plan === null ? byRule(`${arms.length} arms`) : { by: 'plan', text: plan.shape },
          fix: 'Write it as two queries joined by UNION (UNION ALL where the arms cannot overlap), each with its own index.',
        };
      }
    }
  },
};
