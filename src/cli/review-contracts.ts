import { z } from 'zod';
import { contractKinds, type ApiReview } from '../review/api/api-review.ts';
import { writeApiSarif } from '../review/api/report/sarif.ts';
import { writeApiText } from '../review/api/report/text.ts';
import { createApiReviewer } from '../review/api/review-api.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { CommandFailure, type ExitCode } from './exit.ts';
import { isTooGrave, parseReviewOptions } from './review-options.ts';
import type { Terminal } from './terminal.ts';
import { readText } from './text-file.ts';

const reviewOptions = z.object({
  previous: z.string().optional(),
  format: z.enum(contractKinds).optional(),
  json: z.literal(true).optional(),
  sarif: z.literal(true).optional(),
  failOn: z.enum(['error', 'warn']).optional(),
});

type Options = z.infer<typeof reviewOptions>;

/** `architect api-review`: reads, reviews each file by itself, prints. */
export async function reviewContracts(
  files: readonly string[],
  given: unknown,
  terminal: Terminal,
): Promise<ExitCode> {
  const options = parseReviewOptions(reviewOptions, given, ['json', 'sarif']);
  if (options.previous !== undefined && files.length > 1) {
    throw new CommandFailure('--previous is for one file', 2);
  }
  const { stdin } = terminal;
  const previous = options.previous === undefined ? null : await readText(options.previous, stdin);
  const review = createApiReviewer(createSandbox({ places: 1 }));
  const contracts = await Promise.all(files.map((file) => readText(file, stdin)));
  const { signal } = new AbortController();
  const format = options.format ?? null;
  const reviews = await Promise.all(
    contracts.map((contract) => review({ contract, previous, format }, { signal })),
  );
  await terminal.print(write(reviews, options));
  // A build must not pass because its check did not take place.
  const unread = reviews.filter(
    ({ status, changes }) => status === 'aborted' || (previous !== null && changes === null),
  );
  // A document for a machine is read by nobody; the text has said it.
  if (options.json || options.sarif) {
    for (const one of unread) terminal.remark(writeApiText(one));
  }
  const grave = reviews.some(({ summary }) => isTooGrave(summary.by_severity, options.failOn));
  return unread.length > 0 || grave ? 1 : 0;
}

function write(reviews: readonly ApiReview[], { json, sarif }: Options): string {
  if (json) return `${JSON.stringify({ reviews }, null, 2)}\n`;
  if (sarif) return `${JSON.stringify(writeApiSarif(reviews), null, 2)}\n`;
  return reviews.map(writeApiText).join('\n');
}
