import { z } from 'zod';
import type { Evidence } from '../../core/evidence.ts';
import { defineTool, type Tool } from '../../core/tool.ts';
import { writeCodeReview } from '../../review/code/markdown.ts';
import type { ReviewCode } from '../../review/code/review-code.ts';
import { sharedText } from './shared-text.ts';

const Input = z.strictObject({
  file: z.string().min(1).optional().describe('Name of a code file that was shared, or its id.'),
  code: z.string().min(1).max(100_000).optional().describe('The code itself, where it was pasted.'),
  language: z
    .string()
    .max(20)
    .optional()
    .describe(
      'typescript, javascript, python, java, kotlin, csharp, go, php or ruby; needed with code.',
    ),
});

/** Looks through code by syntax, so that the answer names lines instead of suspicions. */
export function createReviewCodeTool(review: ReviewCode): Tool {
  return defineTool({
    name: 'review_code',
    description: [
      'Looks through code by its syntax tree and names lines: SQL built from strings, N+1 queries and requests in loops, swallowed',
      'errors, missing awaits, read-modify-write races, transactions left open, several writes without one, secrets, missing timeouts.',
      'TypeScript, JavaScript, Python, Java, Kotlin, C#, Go, PHP, Ruby. Use it on every piece of backend code that is shown for review. Its',
      'hits are hints: confirm or refute each with your own reading. That it finds nothing never means that code is safe: do not say so.',
    ].join(' '),
    activity: 'Reading the code',
    input: Input,
    timeoutMs: 30_000,
    async run({ file, code, language = '' }, context) {
      if ((file === undefined) === (code === undefined)) return no('Give either file or code.');
      const source =
        code === undefined
          ? await sharedText(file ?? '', context)
          : { name: 'pasted code', fileName: '', text: code };
      if (typeof source === 'string') return no(source);
      const { name, fileName, text } = source;
      const [reviewed] = await review([{ language: language || fileName, text }], context.signal);
      if (reviewed === undefined || reviewed.kind === 'not-reviewed') {
        const why = reviewed?.why ?? '';
        return no(
          `${name} was not looked through: ${why} Read it yourself, and say that no tool did.`,
        );
      }
      const details = writeCodeReview(name, reviewed);
      return {
        ok: true,
        content: details,
        evidence: [evidenceOf(name, reviewed.findings.length, details)],
      };
    },
  });
}

function evidenceOf(subject: string, hints: number, details: string): Evidence {
  const count = hints === 1 ? '1 hint' : `${hints} hints`;
  const summary = `looked through by syntax, ${count}`;
  return { subject, by: 'review_code', verdict: 'passed', summary, details };
}

function no(content: string) {
  return { ok: false as const, content };
}
