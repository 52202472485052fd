import { z } from 'zod';

export interface SyntaxFault {
  readonly ok: false;
  readonly kind: 'syntax';
  /** From 1; null where the parser does not say. */
  readonly line: number | null;
  readonly message: string;
}

/** What Mermaid's parsers hang on their errors: Jison the first, Langium the second. */
const jison = z.object({
  hash: z.object({
    text: z.string(),
    /** By name; 1 is the end, null a character that no token begins with. */
    token: z.union([z.string(), z.number()]).nullable(),
    line: z.number(),
    loc: z.object({ first_line: z.number(), last_line: z.number() }).optional(),
    expected: z.array(z.string()).nullish(),
  }),
});
const langium = z.object({
  result: z.object({
    lexerErrors: z.array(z.object({ line: z.number().optional(), message: z.string() })),
    parserErrors: z.array(
      z.object({ message: z.string(), token: z.object({ startLine: z.number().optional() }) }),
    ),
  }),
});

/** Says where the source is wrong, what stands there and what could: enough to mend it without guessing. */
export function syntaxError(source: string, error: Error): SyntaxFault {
  const lines = source.split('\n');
  const byJison = jison.safeParse(error);
  if (byJison.success) return fromJison(byJison.data.hash, lines);
  const byLangium = langium.safeParse(error);
  if (byLangium.success) return fromLangium(byLangium.data.result, lines);
  if (error.name === 'UnknownDiagramError') return unknownType(lines);
  const line = Number(/line:? (\d+)/i.exec(error.message)?.[1] ?? Number.NaN);
  return fault(
    Number.isNaN(line) ? null : Math.min(line, lines.length),
    lines,
    shortened(error.message),
  );
}

type JisonHash = z.infer<typeof jison>['hash'];

function fromJison(hash: JisonHash, lines: readonly string[]): SyntaxFault {
  // `hash.line` counts from 0 where a token is, from 1 at a line's end; the message is right only sometimes.
  const line = Math.min(hash.loc?.last_line ?? hash.line + 1, lines.length);
  const expected = (hash.expected ?? []).map((token) => token.replaceAll("'", ''));
  const found = describeToken(hash);
  const wanted = expected.length === 0 ? '' : `; expected ${expected.slice(0, 12).join(', ')}`;
  return fault(line, lines, `unexpected ${found}${wanted}.${advice(hash, expected)}`);
}

function describeToken({ token, text }: Pick<JisonHash, 'token' | 'text'>): string {
  if (token === 'EOF' || token === 1) return 'end of the source';
  if (token === null) return 'character';
  if (text.trim() === '') return 'end of the line';
  return `${show(text)} (${String(token)})`;
}

/** The three mistakes that are made most, in words. */
function advice({ token }: Pick<JisonHash, 'token'>, expected: readonly string[]): string {
  if (token === 'PS' && expected.includes('SQE')) {
    return ' Put a label with brackets or parentheses into double quotes: A["f(x)"].';
  }
  if (token === 'NEWLINE' && expected.includes('TXT'))
    return ' A message needs a text: A->>B: text.';
  if (token === 'NEWLINE' && expected.includes('COLON')) {
    return ' A relation needs a label: A ||--o{ B : has.';
  }
  return '';
}

type LangiumResult = z.infer<typeof langium>['result'];

function fromLangium(
  { lexerErrors, parserErrors }: LangiumResult,
  lines: readonly string[],
): SyntaxFault {
  const lexer = lexerErrors[0];
  if (lexer !== undefined) return fault(lexer.line ?? null, lines, shortened(lexer.message));
  const parser = parserErrors[0];
  const line = parser?.token.startLine;
  const at = line === undefined || Number.isNaN(line) ? lines.length : line;
  return fault(at, lines, shortened(parser?.message ?? 'not understood.'));
}

function unknownType(lines: readonly string[]): SyntaxFault {
  const first = lines.findIndex((line) => line.trim() !== '');
  const message =
    'the first line must name a diagram type: flowchart LR, sequenceDiagram, erDiagram, classDiagram, ' +
    'stateDiagram-v2, C4Context, C4Container, architecture-beta.';
  return fault(first < 0 ? null : first + 1, lines, message);
}

function fault(line: number | null, lines: readonly string[], why: string): SyntaxFault {
  const text = line === null ? undefined : lines[line - 1]?.trim();
  const quoted = text === undefined || text === '' ? '' : ` In: ${show(text)}`;
  return { ok: false, kind: 'syntax', line, message: `${why}${quoted}` };
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function shortened(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)}…` : line;
}
