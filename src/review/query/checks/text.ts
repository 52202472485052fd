import { castsIn } from './casts.ts';
import { byRule, type QueryCheck } from './query-check.ts';

/** A query that a program glues together. */
export const stringBuilt: QueryCheck = {
  id: 'query.string_built',
  severity: 'error',
  category: 'security',
  confidence: 'heuristic',
  source: 'OWASP: SQL injection prevention; CWE-89',
  *find({ spliced }) {
    for (const { text, line } of spliced) {
      yield {
        why: `${text} is put into the text of the query: a value that holds SQL becomes SQL, unless the library turns it into a parameter.`,
        line,
        evidence: byRule(`the text holds ${text}`),
        fix: 'Pass it as a parameter ($1); a name of a table or column is chosen from a fixed list.',
      };
    }
  },
};

/** What PostgreSQL refused to plan. */
export const notPlannable: QueryCheck = {
  id: 'query.refused',
  severity: 'error',
  category: 'correctness',
  confidence: 'proved',
  source: 'PostgreSQL manual, appendix A: error codes',
  *find(subject) {
    const { refusal } = subject;
    // Types that do not meet are told by a rule that knows the column.
    const known = refusal?.sqlstate === '42883' && !castsIn(subject).next().done;
    if (refusal === null || known) return;
    const { message, sqlstate, hint } = refusal;
    yield {
      why: `PostgreSQL refuses it: ${message}.`,
      evidence: { by: 'engine', text: `SQLSTATE ${sqlstate}` },
      fix: hint ?? 'Mend the query, or give the schema that it belongs to.',
    };
  },
};

/** An index that was shown to help. */
export const missingIndex: QueryCheck = {
  id: 'query.missing_index',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 14.1: using EXPLAIN',
  *find({ advice, plan }) {
    if (advice === null || plan === null) return;
    const tables = [...new Set(advice.indexes.map(({ table }) => table))].join(', ');
    yield {
      why: `It reads far more of ${tables} than it needs: with ${advice.indexes.length === 1 ? 'an index' : `${advice.indexes.length} indexes`} its cost falls from ${Math.round(plan.cost).toLocaleString('en')} to ${Math.round(advice.after.cost).toLocaleString('en')}.`,
      object: tables,
      evidence: { by: 'plan', text: `${plan.shape} becomes ${advice.after.shape}` },
      fix: advice.indexes.map(({ post_ddl: ddl }) => `${ddl};`).join(' '),
    };
  },
};
