import { tokenize, type Token } from '../sql/tokens.ts';

/** A MySQL statement as its words: space and comments are gone, except for code in `/*! … *\/`. */
export interface MysqlStatement {
  readonly tokens: readonly Token[];
}

/** Cuts a dump into statements. `DELIMITER` is a command of the client and changes what ends a statement. */
export function* mysqlStatements(text: string): Generator<MysqlStatement> {
  let tokens: Token[] = [];
  let delimiter = ';';
  let skipUntil = 0;
  for (const token of tokenize(text, 'mysql')) {
    if (token.start < skipUntil || token.kind === 'space' || token.kind === 'comment') continue;
    if (tokens.length === 0 && /^delimiter$/i.test(token.text)) {
      const line = /[^\n]*/.exec(text.slice(token.start))?.[0] ?? '';
      delimiter = line.slice('delimiter'.length).trim() || ';';
      skipUntil = token.start + line.length;
      continue;
    }
    if (text.startsWith(delimiter, token.start)) {
      skipUntil = token.start + delimiter.length;
      if (tokens.length > 0) yield { tokens };
      tokens = [];
      continue;
    }
    const cut = delimiter === ';' ? -1 : token.text.indexOf(delimiter);
    // `END$$` is one word to the tokenizer: a dollar may be part of a name.
    if (cut > 0 && token.kind === 'word') {
      yield { tokens };
      tokens = [];
      continue;
    }
    tokens.push(token);
  }
  if (tokens.length > 0) yield { tokens };
}

/** Cuts at commas outside of parentheses. */
export function splitByComma(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ',' && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

/** The tokens between a parenthesis at `at` and the one that closes it, and where that stands. */
export function parenthesized(
  tokens: readonly Token[],
  at: number,
): { readonly inside: readonly Token[]; readonly end: number } {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    if (tokens[index]?.text === '(') depth += 1;
    if (tokens[index]?.text === ')') depth -= 1;
    if (depth === 0) return { inside: tokens.slice(at + 1, index), end: index };
  }
  return { inside: tokens.slice(at + 1), end: tokens.length };
}

export function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text.toLowerCase() : '';
}

/** A name without its backticks, and without the database in front of it. */
export function nameAt(
  tokens: readonly Token[],
  at: number,
): { readonly name: string; readonly next: number } {
  const last = tokens[at + 1]?.text === '.' ? at + 2 : at;
  return { name: bare(tokens[last]?.text ?? ''), next: last + 1 };
}

export function bare(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1).replaceAll('``', '`');
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
