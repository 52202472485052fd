import { z } from 'zod';
import { defineTool, type Tool } from '../../core/tool.ts';
import { dialects } from '../../review/schema/dialects/dialect.ts';
import { writeMarkdown } from '../../review/schema/report/markdown.ts';
import type { ReviewSchema } from '../../review/schema/review-schema.ts';

const Input = z.strictObject({
  file: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the schema file as it was shared in the thread, or its id.'),
  sql: z
    .string()
    .min(1)
    .optional()
    .describe('The schema itself, where it was pasted, or a change of yours that you want to try.'),
  dialect: z.enum(dialects).optional().describe('Only where it cannot be told from the text.'),
});

/** Loads a schema into a real PostgreSQL, checks it, and runs each fix before it is recommended. */
export function createReviewSchemaTool(review: ReviewSchema): Tool {
  return defineTool({
    name: 'review_schema',
    description: [
      'Loads a database schema (DDL, a migration, a Prisma schema, schema.rb, DBML) into a real PostgreSQL, asks its catalogs, and runs',
      'every fix before it recommends it, with the locks it takes and whether it rewrites the table. Use it whenever a schema or DDL is',
      'shown, and on every DDL of your own before you write it. Give either file or sql. What it reports was executed: rank, group and',
      'explain it, and recommend no DDL that it did not run. What it says was left out or made up, say too.',
    ].join(' '),
    activity: 'Running the schema on PostgreSQL',
    input: Input,
    timeoutMs: 60_000,
    async run({ file, sql, dialect }, { files, readFile, signal }) {
      if ((file === undefined) === (sql === undefined)) return no('Give either file or sql.');
      const source = sql === undefined ? await fromFile(file ?? '') : { name: 'pasted', text: sql };
      if (typeof source === 'string') return no(source);
      const reviewed = await review({ sources: [source], dialect: dialect ?? null }, { signal });
      return { ok: reviewed.status !== 'aborted', content: writeMarkdown(reviewed) };

      async function fromFile(name: string) {
        const found = files.findLast(
          (candidate) => candidate.name === name || candidate.id === name,
        );
        if (found === undefined) {
          const names = files.map((candidate) => candidate.name).join(', ');
          return `There is no file "${name}" in this thread. ${names === '' ? 'No file was shared.' : `Shared: ${names}.`}`;
        }
        const content = await readFile(found, signal);
        if (content.kind === 'text') return { name: found.name, text: content.text };
        return content.kind === 'refused'
          ? `"${name}" cannot be read: ${content.why}.`
          : `"${name}" is no text.`;
      }
    },
  });
}

function no(content: string) {
  return { ok: false as const, content };
}
