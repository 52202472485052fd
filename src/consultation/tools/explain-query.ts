import { z } from 'zod';
import type { Evidence } from '../../core/evidence.ts';
import { defineTool, type Tool } from '../../core/tool.ts';
import type { ExplainQueries } from '../../review/query/explain-queries.ts';
import { writeQueryMarkdown } from '../../review/query/report/markdown.ts';
import type { QueryReview } from '../../review/query/review.ts';
import { parseRowCounts } from '../../review/query/statistics/row-counts.ts';
import { dialects } from '../../review/schema/dialects/dialect.ts';
import { waitingInLine } from '../waiting.ts';
import { sharedText } from './shared-text.ts';

const Column = z.strictObject({
  table: z.string().min(1),
  column: z.string().min(1),
  distinct: z.number().min(1).optional().describe('How many different values it has.'),
  null_fraction: z.number().min(0).max(1).optional().describe('Share of NULLs, 0 to 1.'),
});

const Input = z.strictObject({
  queries: z
    .string()
    .min(1)
    .describe(
      'One or more SQL statements, parted by semicolons. Parameters ($1, ?, :name, %s) may stay.',
    ),
  file: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the schema file as it was shared in the thread, or its id.'),
  schema: z.string().min(1).optional().describe('The schema itself, where it was pasted.'),
  rows: z
    .string()
    .max(2_000)
    .optional()
    .describe('Row counts by table, as people stated them: "orders=50M, customers=200k".'),
  columns: z
    .array(Column)
    .max(50)
    .optional()
    .describe('What is known of single columns: different values, share of NULLs.'),
  random_page_cost: z
    .number()
    .min(0.1)
    .max(100)
    .optional()
    .describe('1.1 where the database is on SSDs. Default: 4, PostgreSQL’s own.'),
  dialect: z.enum(dialects).optional().describe('Of the schema, where the text does not tell it.'),
});

/** Plans queries on a real PostgreSQL as if its tables had the stated sizes, and tries indexes. */
export function createExplainQueryTool(explain: ExplainQueries): Tool {
  return defineTool({
    name: 'explain_query',
    description: [
      'Plans SQL queries on a real PostgreSQL that holds the schema of the thread, as if its tables had the row counts you give: the plan,',
      'what dominates it, and indexes that were tried, each with its cost before and after. Finds what needs no plan as well (missing WHERE,',
      'OFFSET paging, casts, functions on columns, NOT IN with NULLs, SQL built from strings). Use it for every query that is shown, before',
      'you recommend any index, and again for "what if this table had 50M rows". Give either file or schema. Without rows it says little:',
      'ask for them, or state an assumption and pass it. It never executes a query. Quote its ratios and plan shapes, never milliseconds;',
      'repeat its assumptions; recommend no index that it did not show to help.',
    ].join(' '),
    activity: 'Planning the query on PostgreSQL',
    input: Input,
    timeoutMs: 60_000,
    async run({ queries, file, schema, rows, columns = [], ...rest }, context) {
      if ((file === undefined) === (schema === undefined)) return no('Give either file or schema.');
      const sizes = rows === undefined ? ({ ok: true, rows: {} } as const) : parseRowCounts(rows);
      if (!sizes.ok) return no(sizes.why);
      const source =
        schema === undefined
          ? await sharedText(file ?? '', context)
          : { fileName: 'pasted', text: schema, truncatedBytes: 0 };
      if (typeof source === 'string') return no(source);
      const { fileName, text, truncatedBytes } = source;
      const review = await explain(
        {
          sources: [{ name: fileName, text, truncatedBytes }],
          dialect: rest.dialect ?? null,
          queries,
          rows: sizes.rows,
          columns: columns.map(({ null_fraction: nullFraction, ...fact }) => ({
            ...fact,
            nullFraction,
          })),
          ...(rest.random_page_cost === undefined ? {} : { randomPageCost: rest.random_page_cost }),
        },
        {
          signal: context.signal,
          onWaiting: (ahead) => context.status?.(waitingInLine(ahead)),
        },
      );
      const content = writeQueryMarkdown(review);
      if (review.status === 'aborted') return no(content);
      return { ok: true, content, evidence: [evidenceOf(review, content)] };
    },
  });
}

/** What was planned holds, whatever was found in it; what was not planned is not verified. */
function evidenceOf(review: QueryReview, details: string): Evidence {
  const planned = review.queries.filter(({ status }) => status === 'planned').length;
  const given = review.sizes.filter(({ basis }) => basis === 'given');
  const sizes = given.map(({ table, rows }) => `${table} ${rows.toLocaleString('en')} rows`);
  const at = review.sized ? `at ${sizes.join(', ')}` : 'on empty tables';
  const advised = review.queries.filter(({ advice }) => advice !== null).length;
  return {
    subject: review.queries.length === 1 ? 'query' : `${review.queries.length} queries`,
    by: 'explain_query',
    verdict: planned === 0 || !review.sized ? 'unverified' : 'passed',
    summary: `${planned} planned ${at}, indexes shown to help ${advised}`,
    details,
  };
}

function no(content: string) {
  return { ok: false as const, content };
}
