export type TokenKind =
  | 'space'
  | 'comment'
  | 'word'
  | 'quoted'
  | 'string'
  | 'number'
  | 'punct'
  /** A psql command: a backslash outside of quotes, to the end of its line. */
  | 'psql';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offset in the text, in UTF-16 units. */
  readonly start: number;
}

export type Quoting = 'postgres' | 'mysql' | 'sqlserver';

/**
 * Cuts SQL into tokens that cover the text without a gap. Never fails: a quote that is never closed reaches to the
 * end. Knows as much of the dialect as is needed not to mistake text for code: quotes, comments, dollar quotes.
 */
export function* tokenize(text: string, quoting: Quoting = 'postgres', from = 0): Generator<Token> {
  const rules = rulesOf[quoting];
  let start = from;
  while (start < text.length) {
    const { kind, end } = match(text, start, rules) ?? { kind: 'punct' as const, end: start + 1 };
    yield { kind, text: text.slice(start, end), start };
    start = end;
  }
}

type Rule = readonly [TokenKind, RegExp | ((text: string, start: number) => number | null)];

function match(
  text: string,
  start: number,
  rules: readonly Rule[],
): { readonly kind: TokenKind; readonly end: number } | null {
  for (const [kind, rule] of rules) {
    if (typeof rule === 'function') {
      const end = rule(text, start);
      if (end !== null) return { kind, end };
      continue;
    }
    rule.lastIndex = start;
    if (rule.test(text)) return { kind, end: rule.lastIndex };
  }
  return null;
}

/** Postgres nests block comments; the standard does not. */
function nestedComment(text: string, start: number): number | null {
  if (!text.startsWith('/*', start)) return null;
  const border = /\/\*|\*\//g;
  border.lastIndex = start + 2;
  let depth = 1;
  while (depth > 0) {
    const found = border.exec(text);
    if (found === null) return text.length;
    depth += found[0] === '/*' ? 1 : -1;
  }
  return border.lastIndex;
}

function dollarQuoted(text: string, start: number): number | null {
  if (text[start] !== '$') return null;
  const tag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
  tag.lastIndex = start;
  const opening = tag.exec(text)?.[0];
  if (opening === undefined) return null;
  const end = text.indexOf(opening, start + opening.length);
  return end === -1 ? text.length : end + opening.length;
}

const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const number = /\d[\w.]*|\.\d\w*/y;
const space = /\s+/y;

const postgresRules: readonly Rule[] = [
  ['space', space],
  ['comment', /--[^\n]*/y],
  ['comment', nestedComment],
  // E'' knows backslashes, the other strings do not (standard_conforming_strings has been on since 9.1).
  ['string', /[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$(?![\s\S])|\\$(?![\s\S]))/y],
  ['string', /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*(?:'|$(?![\s\S]))/y],
  ['string', dollarQuoted],
  ['quoted', /(?:[uU]&)?"(?:[^"]|"")*(?:"|$(?![\s\S]))/y],
  ['word', word],
  ['number', number],
  ['psql', /\\[^\n]*/y],
  ['punct', /::|:=|=>|[<>!=]=|<>|\|\||./y],
];

const mysqlRules: readonly Rule[] = [
  ['space', space],
  ['comment', /--(?=\s|$)[^\n]*|#[^\n]*/y],
  // `/*!40101 … */` is code for MySQL. The translator reads what is inside of it as code where that matters.
  ['comment', /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/y],
  ['string', /(?:[bBxXnN]|_\w+\s*)?'(?:[^'\\]|\\[\s\S]|'')*(?:'|$(?![\s\S])|\\$(?![\s\S]))/y],
  ['string', /"(?:[^"\\]|\\[\s\S]|"")*(?:"|$(?![\s\S])|\\$(?![\s\S]))/y],
  ['quoted', /`(?:[^`]|``)*(?:`|$(?![\s\S]))/y],
  ['word', word],
  ['number', number],
  ['punct', /[<>!=]=|<>|\|\||:=|./y],
];

const sqlServerRules: readonly Rule[] = [
  ['space', space],
  ['comment', /--[^\n]*/y],
  ['comment', nestedComment],
  ['string', /[nN]?'(?:[^']|'')*(?:'|$(?![\s\S]))/y],
  ['quoted', /"(?:[^"]|"")*(?:"|$(?![\s\S]))/y],
  // Names do not go over the end of a line; what is never closed stays a bracket.
  ['quoted', /\[(?:[^\]\n]|\]\])+\]/y],
  ['word', /[A-Za-z_@#\u0080-\uffff][\w$@#\u0080-\uffff]*/y],
  ['number', number],
  ['punct', /[<>!=]=|<>|::|./y],
];

const rulesOf: Readonly<Record<Quoting, readonly Rule[]>> = {
  postgres: postgresRules,
  mysql: mysqlRules,
  sqlserver: sqlServerRules,
};
