import type { Sandbox, SandboxLimits } from '../../core/sandbox.ts';
import type { CodeFinding } from './finding.ts';
import { languageOf, type Language } from './languages.ts';
import { answer } from './protocol.ts';

export interface CodeSnippet {
  /** As people write it: "ts", "python", "orders.go". */
  readonly language: string;
  readonly text: string;
}

export type CodeReview =
  | {
      readonly kind: 'reviewed';
      readonly language: Language;
      readonly findings: readonly CodeFinding[];
      /** Lines that the grammar could not make sense of: an excerpt, a template, or a mistake. */
      readonly syntaxErrors: readonly number[];
    }
  /** Nobody looked at it, with the reason as a sentence. */
  | { readonly kind: 'not-reviewed'; readonly why: string };

/**
 * Looks through code for what goes wrong in backends. Promises: one answer for each snippet, in order, whatever the
 * text does to the parser. Never: a clearance; what it does not find may be there all the same.
 */
export type ReviewCode = (
  snippets: readonly CodeSnippet[],
  signal: AbortSignal,
) => Promise<readonly CodeReview[]>;

export function createCodeReviewer(sandbox: Sandbox): ReviewCode {
  return async (snippets, signal) => {
    const asked = snippets.map((snippet) => ({ ...snippet, known: languageOf(snippet.language) }));
    const readable = asked.flatMap(({ known, text }) =>
      known === null || text.length > mostCharacters ? [] : [{ language: known, text }],
    );
    const reviewed = readable.length === 0 ? [] : await inChild(readable, sandbox, signal);
    const waiting = [...reviewed];
    return asked.map(({ language, known, text }): CodeReview => {
      if (known === null) return notReviewed(`I do not read ${language || 'this language'}.`);
      if (text.length > mostCharacters)
        return notReviewed(`It is longer than ${mostCharacters} characters.`);
      return waiting.shift() ?? notReviewed('The parser gave no answer.');
    });
  };
}

interface Readable {
  readonly language: Language;
  readonly text: string;
}

async function inChild(
  snippets: readonly Readable[],
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<readonly CodeReview[]> {
  const ended = await sandbox.run({ entry, input: { snippets } }, { limits, signal });
  signal.throwIfAborted();
  if (ended.kind !== 'ok') {
    const why = ended.kind === 'timeout' ? 'It took too long to parse.' : 'The parser broke on it.';
    return snippets.map(() => notReviewed(why));
  }
  const { snippets: parsed } = answer.parse(ended.value);
  return parsed.map((one, index) => ({
    kind: 'reviewed',
    language: snippets[index]?.language ?? 'typescript',
    ...one,
  }));
}

function notReviewed(why: string): CodeReview {
  return { kind: 'not-reviewed', why };
}

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

/** Two thousand lines of TypeScript take about 0.1 s; a parser that takes seconds is stuck. */
const limits: SandboxLimits = { wallMs: 10_000, stepMs: 5_000, rssBytes: 600_000_000 };

const mostCharacters = 200_000;
