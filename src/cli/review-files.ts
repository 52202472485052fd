import { z } from 'zod';
import { dialects } from '../review/schema/dialects/dialect.ts';
import { createSchemaReviewer } from '../review/schema/review-schema.ts';
import type { SchemaReview } from '../review/schema/review.ts';
import { writeFixScript } from '../review/schema/report/fix-script.ts';
import { writeSarif } from '../review/schema/report/sarif.ts';
import { isInconclusive, writeText } from '../review/schema/report/text.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { CommandFailure, type ExitCode } from './exit.ts';
import { isTooGrave, parseReviewOptions } from './review-options.ts';
import { readSources } from './schema-sources.ts';
import type { Terminal } from './terminal.ts';

const reviewOptions = z.object({
  dialect: z.enum(dialects).optional(),
  before: z.array(z.string()).optional(),
  json: z.literal(true).optional(),
  sarif: z.literal(true).optional(),
  fixScript: z.literal(true).optional(),
  failOn: z.enum(['error', 'warn']).optional(),
});

type Options = z.infer<typeof reviewOptions>;

/** `architect schema-review`: reads, reviews, prints. */
export async function reviewFiles(
  files: readonly string[],
  given: unknown,
  terminal: Terminal,
): Promise<ExitCode> {
  const options = parseReviewOptions(reviewOptions, given, ['json', 'sarif', 'fixScript']);
  const named = twoVersions(files, options.before);
  const sources = await readSources(named.files, terminal.stdin);
  const before =
    named.before === undefined ? undefined : await readSources(named.before, terminal.stdin);
  const review = await createSchemaReviewer(createSandbox({ places: 1 }))(
    { sources, before, dialect: options.dialect ?? null },
    { signal: new AbortController().signal },
  );
  await terminal.print(write(review, named.files[0] ?? '', options));
  if (isInconclusive(review)) {
    // A document for a machine is read by nobody; the text has said it.
    if (options.json || options.sarif || options.fixScript) terminal.remark(writeText(review));
    return 1;
  }
  return isTooGrave(review.summary.by_severity, options.failOn) ? 1 : 0;
}

/** `--before OLD NEW` reads as two values of one option: without a file beside it the last one is the new version. */
function twoVersions(
  files: readonly string[],
  before: readonly string[] | undefined,
): { readonly files: readonly string[]; readonly before: readonly string[] | undefined } {
  const taken = files.length === 0 && before !== undefined && before.length > 1;
  const named = taken
    ? { files: before.slice(-1), before: before.slice(0, -1) }
    : { files, before };
  if (named.files.length === 0)
    throw new CommandFailure('name a file, a folder, or - for stdin', 2);
  return named;
}

function write(review: SchemaReview, file: string, options: Options): string {
  if (options.json) return `${JSON.stringify(review, null, 2)}\n`;
  if (options.sarif) return `${JSON.stringify(writeSarif(review, file), null, 2)}\n`;
  return options.fixScript ? writeFixScript(review) : writeText(review);
}
