import { z } from 'zod';
import { defineTool, type Tool, type ToolContext } from '../../core/tool.ts';
import { contractKinds } from '../../review/api/api-review.ts';
import type { ContractText } from '../../review/api/documents.ts';
import { apiArtifacts } from '../../review/api/report/artifacts.ts';
import { apiEvidence } from '../../review/api/report/evidence.ts';
import { writeApiMarkdown } from '../../review/api/report/markdown.ts';
import type { ReviewApi } from '../../review/api/review-api.ts';
import { waitingInLine } from '../waiting.ts';
import { sharedText } from './shared-text.ts';

const name = (what: string) => z.string().min(1).optional().describe(what);

const input = z.strictObject({
  file: name('Name of the contract as it was shared in the thread, or its id.'),
  text: name('The contract itself, where it was pasted, or one of your own that you want to post.'),
  previous_file: name('The earlier version as a file of the thread, to find breaking changes.'),
  previous_text: name('The earlier version as text.'),
  format: z.enum(contractKinds).optional().describe('Only where it cannot be told from the text.'),
});

/** Lints a contract and finds what breaks between two versions of it. */
export function createCheckApiTool(review: ReviewApi): Tool {
  return defineTool({
    name: 'check_api',
    description: [
      'Checks an API contract: OpenAPI 3.x and Swagger 2, AsyncAPI 2 and 3, GraphQL SDL, Protocol Buffers. Validity, references,',
      'resource names, methods and status codes, pagination, errors (RFC 9457), authentication, rate limits, idempotency, versions,',
      'field traps; with previous_file or previous_text also every breaking change. Use it whenever a contract is shown, and on every',
      'contract of your own before you write it. Give either file or text. Findings marked likely are heuristics: confirm or refute',
      'them. Rank and explain what it found; say what it did not look at.',
    ].join(' '),
    activity: 'Checking the API contract',
    input,
    timeoutMs: 60_000,
    async run(given, context) {
      const contract = await textFrom(given.file, given.text, context);
      if (contract === null) return no('Give either file or text.');
      if (typeof contract === 'string') return no(contract);
      const { previous_file: oldFile, previous_text: oldText } = given;
      const previous = await textFrom(oldFile, oldText, context);
      if (typeof previous === 'string') return no(previous);
      if (previous === null && oldFile !== undefined)
        return no('Give either previous_file or previous_text.');
      const { signal, status } = context;
      const onWaiting = (ahead: number) => status?.(waitingInLine(ahead));
      const asked = { contract, previous, format: given.format ?? null };
      const reviewed = await review(asked, { signal, onWaiting });
      const content = writeApiMarkdown(reviewed, MOST_PLACES);
      if (reviewed.status === 'aborted') return no(content);
      return {
        ok: true,
        content,
        evidence: apiEvidence(reviewed),
        artifacts: apiArtifacts(reviewed),
      };
    },
  });
}

/** A model needs the first few of a kind; people get all of them as a file. */
const MOST_PLACES = 8;

/** Null: neither, or both, were given. A sentence: the file cannot be read. */
async function textFrom(
  file: string | undefined,
  pasted: string | undefined,
  context: ToolContext,
): Promise<ContractText | string | null> {
  if ((file === undefined) === (pasted === undefined)) return null;
  if (file === undefined) return { name: 'pasted', text: pasted ?? '' };
  const shared = await sharedText(file, context);
  if (typeof shared === 'string') return shared;
  const { fileName, text, truncatedBytes } = shared;
  return { name: fileName, text, truncatedBytes };
}

function no(content: string) {
  return { ok: false as const, content };
}
