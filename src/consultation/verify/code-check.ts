import { toError } from '../../lib/errors.ts';
import type { BlockResult, CheckBlock } from './block-check.ts';
import { fenced } from './executed.ts';

/** What a parser says of a piece of code. Null: it does not know the language. */
export type ParseCode = (
  language: string,
  code: string,
  signal: AbortSignal,
) => Promise<Parsed | null>;

export type Parsed =
  | { readonly ok: true }
  | { readonly ok: false; readonly line: number | null; readonly message: string };

/** Parses an example in its language. What is visibly left out ("…") makes it an illustration, which nobody runs. */
export function createCodeCheck(parseCode: ParseCode): CheckBlock {
  return async ({ language, text }, signal) => {
    if (isElided(text)) return null;
    const data = dataLanguages[language];
    const parsed = data === undefined ? await parseCode(language, text, signal) : await data(text);
    if (parsed === null) return null;
    return toResult(language, text, parsed);
  };
}

function toResult(language: string, text: string, parsed: Parsed): BlockResult {
  const details = fenced(text, language);
  const by = `${language} parser`;
  if (parsed.ok) return { verdict: 'passed', by, summary: 'parsed', details };
  const summary = `${parsed.line === null ? '' : `line ${parsed.line}: `}${parsed.message}`;
  return { verdict: 'failed', by, summary, details: `${summary}\n\n${details}` };
}

function isElided(text: string): boolean {
  return /(?:^|[\s,[{(])(?:\.\.\.|…)(?:[\s,\]})]|$)/m.test(text);
}

const dataLanguages: Readonly<Record<string, (text: string) => Promise<Parsed | null>>> = {
  json: parseJson,
  yaml: parseYaml,
  yml: parseYaml,
};

async function parseJson(text: string): Promise<Parsed | null> {
  // Comments make it JSON for readers, which is fine in an example.
  if (/^\s*(?:\/\/|\/\*)|\s\/\/ /m.test(text)) return null;
  try {
    // Several documents in a row are how examples show a stream.
    for (const part of text.trim().split(/\n(?=[[{])/)) JSON.parse(part);
    return { ok: true };
  } catch {
    return await whole(text);
  }
}

/** The split above may fall inside a document. */
async function whole(text: string): Promise<Parsed> {
  try {
    JSON.parse(text);
    return { ok: true };
  } catch (thrown) {
    const said = toError(thrown).message;
    const at = Number(/position (\d+)/.exec(said)?.[1] ?? Number.NaN);
    const line = Number.isNaN(at) ? null : text.slice(0, at).split('\n').length;
    return { ok: false, line, message: said.replace(/ in JSON at position.*$/, '') };
  }
}

async function parseYaml(text: string): Promise<Parsed> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const errors = Array.isArray(documents) ? documents.flatMap((document) => document.errors) : [];
  const [first] = errors;
  if (first === undefined) return { ok: true };
  const message = first.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '';
  return { ok: false, line: first.linePos?.[0].line ?? null, message };
}
