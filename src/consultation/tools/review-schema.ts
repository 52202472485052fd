import { z } from 'zod';
import type { Artifact } from '../../core/artifact.ts';
import { defineTool, type Tool, type ToolContext } from '../../core/tool.ts';
import { dialects } from '../../review/schema/dialects/dialect.ts';
import { actionsOf } from '../../review/schema/report/actions.ts';
import { artifactsOf } from '../../review/schema/report/artifacts.ts';
import { evidenceOf } from '../../review/schema/report/evidence.ts';
import { writeMarkdown } from '../../review/schema/report/markdown.ts';
import type { SchemaReview } from '../../review/schema/review.ts';
import type { ReviewSchema } from '../../review/schema/review-schema.ts';
import { ignoredIn } from '../../review/schema/script/ignored.ts';
import type { SchemaSource } from '../schema-sources.ts';
import { waitingInLine } from '../waiting.ts';
import { sharedText } from './shared-text.ts';

const input = z.strictObject({
  file: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the schema file as it was shared in the thread, or its id.'),
  sql: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The schema itself, verbatim, where it was pasted; or a change of yours that you want to try.',
    ),
  before_file: z
    .string()
    .min(1)
    .optional()
    .describe('The version before, where two versions were shared: then the change is reviewed.'),
  before_sql: z.string().min(1).optional().describe('The version before, where it was pasted.'),
  dialect: z.enum(dialects).optional().describe('Only where it cannot be told from the text.'),
});

/** A picture of the reviewed tables; null when it would be too large to read. */
export type ErDiagram = (review: SchemaReview, signal: AbortSignal) => Promise<Artifact | null>;

/** Loads a schema into a real PostgreSQL, checks it, and runs each fix before it is recommended. */
export function createReviewSchemaTool(review: ReviewSchema, erDiagram?: ErDiagram): Tool {
  return defineTool({
    name: 'review_schema',
    description: [
      'Loads a database schema (DDL, a migration, a Prisma schema, schema.rb, DBML) into a real PostgreSQL, asks its catalogs, and runs',
      'every fix before it recommends it, with the locks it takes and whether it rewrites the table. Use it whenever a schema or DDL is',
      'shown, and on every DDL of your own before you write it. Give either file or sql; with the version before as well, the change is',
      'reviewed. What it reports was executed: rank, group and explain it, and recommend no DDL that it did not run. What it says was',
      'left out or made up, say too. The whole report and the fix script are posted beside your answer: do not repeat them.',
    ].join(' '),
    activity: 'Running the schema on PostgreSQL',
    input,
    timeoutMs: 90_000,
    async run({ file, sql, before_file, before_sql, dialect }, context) {
      const given = await sourceOf({ file, sql }, context);
      if (typeof given === 'string') return no(given);
      const hasBefore = before_file !== undefined || before_sql !== undefined;
      const before = hasBefore
        ? await sourceOf({ file: before_file, sql: before_sql }, context)
        : undefined;
      if (typeof before === 'string') return no(before);
      const { signal, said = [], status } = context;
      const reviewed = await review(
        {
          sources: [given],
          ...(before === undefined ? {} : { before: [before] }),
          ignored: ignoredIn(said),
          dialect: dialect ?? null,
        },
        {
          signal,
          onWaiting: (ahead) => status?.(waitingInLine(ahead)),
          onStage: (stage) => status?.(stage),
        },
      );
      const content = writeMarkdown(reviewed);
      if (reviewed.status === 'aborted') return no(content);
      const evidence = evidenceOf(reviewed);
      // A change that the agent only tries is no schema of theirs: it gets no report and no buttons.
      if (file === undefined && !isTheirs(given.text, said)) {
        return { ok: true, content, evidence: evidence.slice(0, 1) };
      }
      const diagram = (await erDiagram?.(reviewed, signal)) ?? null;
      const artifacts = [...(diagram === null ? [] : [diagram]), ...artifactsOf(reviewed)];
      return { ok: true, content, evidence, artifacts, actions: actionsOf(reviewed) };
    },
  });
}

async function sourceOf(
  { file, sql }: { readonly file: string | undefined; readonly sql: string | undefined },
  context: ToolContext,
): Promise<SchemaSource | string> {
  if (file === undefined) {
    if (sql === undefined) return 'Give either file or sql.';
    return { name: 'pasted', text: sql };
  }
  if (sql !== undefined) return 'Give either file or sql.';
  const shared = await sharedText(file, context);
  if (typeof shared === 'string') return shared;
  const { fileName, text, truncatedBytes } = shared;
  return { name: fileName, text, truncatedBytes };
}

/** Whether people wrote it, or most of it: models leave out comments and turn quotes. */
function isTheirs(sql: string, said: readonly string[]): boolean {
  const theirs = new Set(said.flatMap((text) => linesOf(text)));
  const lines = linesOf(sql);
  const known = lines.filter((line) => theirs.has(line));
  return lines.length > 0 && known.length / lines.length >= MOST_OF_IT;
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.toLowerCase().replace(/\s+/g, ''))
    .filter((line) => /\w/.test(line));
}

const MOST_OF_IT = 0.6;

function no(content: string) {
  return { ok: false as const, content };
}
