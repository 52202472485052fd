import { tokenize, type Token } from '../../schema/sql/tokens.ts';

/** SQL as PostgreSQL numbers its parameters, and what stood there before. */
export interface Numbered {
  readonly sql: string;
  /** As they were written, in the order of their numbers: `names[0]` is $1. */
  readonly names: readonly string[];
  /** Pieces of a program that build the text: `${id}`, `$name`, `'%s'`. Values do not come to a query this way. */
  readonly spliced: readonly { readonly text: string; readonly offset: number }[];
}

/**
 * Reads the ways in which drivers and programs leave room for a value (`$1`, `?`, `:name`, `@name`, `%s`, `%(name)s`,
 * `${…}`, `#{…}`, `$name`) and makes them `$1`, `$2` … The same name is the same parameter. Lines stay where they are.
 */
export function numberPlaceholders(text: string): Numbered {
  const spliced: { text: string; offset: number }[] = [];
  let sql = '';
  let from = 0;
  const tokens = [...tokenize(text)];
  const numbers = createNumbers(tokens);
  for (const [at, token] of tokens.entries()) {
    if (token.start < from) continue;
    const found = placeholderAt(text, token, () => solidAfter(tokens, at));
    if (found === null) {
      sql += token.text;
      from = token.start + token.text.length;
      continue;
    }
    if (found.spliced) spliced.push({ text: found.text, offset: token.start });
    sql += found.kept ?? `$${numbers.of(found.text, found.shared)}`;
    // A line that a placeholder spans stays a line.
    sql += found.text.replace(/[^\n]/g, '');
    from = token.start + found.text.length;
  }
  return { sql, names: numbers.names(), spliced };
}

interface Found {
  readonly text: string;
  /** The same text elsewhere is the same value. */
  readonly shared: boolean;
  readonly spliced: boolean;
  /** What stands there instead of a parameter: a string with an example in it. */
  readonly kept?: string;
}

function placeholderAt(text: string, token: Token, next: () => Token | undefined): Found | null {
  if (token.kind === 'string') return inString(token);
  if (token.kind !== 'punct') return null;
  for (const { pattern, shared, spliced } of forms) {
    pattern.lastIndex = token.start;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { text: found, shared, spliced };
  }
  return token.text === '?' && !isOperator(next())
    ? { text: '?', shared: false, spliced: false }
    : null;
}

const forms: readonly {
  readonly pattern: RegExp;
  readonly shared: boolean;
  readonly spliced: boolean;
}[] = [
  { pattern: /\$\d+/y, shared: true, spliced: false },
  { pattern: /[$#]\{[^{}]*\}/y, shared: false, spliced: true },
  { pattern: /\{[A-Za-z_][\w.]*\}/y, shared: false, spliced: true },
  { pattern: /\$[A-Za-z_]\w*(?:->\w+|\['?\w+'?\])*/y, shared: true, spliced: true },
  // Not in `a[1:n]`, where a number or a name stands in front of it.
  { pattern: /(?<![\w\]:]):[A-Za-z_]\w*/y, shared: true, spliced: false },
  { pattern: /@[A-Za-z_]\w*/y, shared: true, spliced: false },
  { pattern: /%\(\w+\)s/y, shared: true, spliced: false },
  { pattern: /%[sd](?!\w)/y, shared: false, spliced: false },
];

/** `data ? 'key'`, `?|` and `?&` are operators of jsonb. */
function isOperator(next: Token | undefined): boolean {
  return next?.text === '|' || next?.text === '&' || next?.kind === 'string';
}

function solidAfter(tokens: readonly Token[], at: number): Token | undefined {
  return tokens.slice(at + 1, at + 4).find(({ kind }) => kind !== 'space' && kind !== 'comment');
}

const wholeString = /^'(?:[$#]\{[^{}]*\}|%s|%\(\w+\)s|\$[A-Za-z_]\w*|\{[A-Za-z_]\w*\})'$/;
const partOfString = /[$#]\{[^{}]*\}|%\(\w+\)s|(?<=%%?)%s(?=%%?')/g;

function inString({ text }: Token): Found | null {
  // `'{open}'` is an array of text more often than a piece of Python.
  if (wholeString.test(text) && !text.startsWith("'{")) {
    return { text, shared: false, spliced: true };
  }
  const kept = text.replace(partOfString, 'x');
  return kept === text ? null : { text, shared: false, spliced: true, kept };
}

function createNumbers(tokens: readonly Token[]) {
  const taken = tokens.flatMap(({ text }, at) => {
    const number = text === '$' ? /^\d{1,3}$/.exec(tokens[at + 1]?.text ?? '')?.[0] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
  const names = Array.from({ length: Math.max(0, ...taken) }, (_, index) => `$${index + 1}`);
  return {
    names: (): readonly string[] => names,
    of(name: string, shared: boolean): number {
      const known = shared ? names.indexOf(name) : -1;
      return known === -1 ? names.push(name) : known + 1;
    },
  };
}
