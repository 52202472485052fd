import { tokenize, type Token } from './tokens.ts';

/** One statement as it stands in the text, without its semicolon. */
export interface Statement {
  readonly text: string;
  /** Offset of its first token in the text. */
  readonly start: number;
}

/** Something that is no statement, and was left out. */
export interface Aside {
  readonly kind: 'psql' | 'copy-data';
  readonly text: string;
  readonly start: number;
}

export interface Split {
  readonly statements: readonly Statement[];
  readonly asides: readonly Aside[];
}

/**
 * Cuts a script into statements, as psql does: by semicolons outside of quotes, comments, parentheses (a rule's
 * action list) and `BEGIN ATOMIC … END` bodies; the data under COPY … FROM STDIN and psql's own commands are set
 * aside. With `flat` parentheses do not count: for a piece in which one is missing.
 */
export function split(text: string, flat = false): Split {
  const statements: Statement[] = [];
  const asides: Aside[] = [];
  let from = 0;
  while (from < text.length) {
    const found = nextStatement(text, from, flat);
    if (found.statement !== null) statements.push(found.statement);
    asides.push(...found.asides);
    from = found.end;
    const data = found.statement === null ? null : copyData(text, found.statement.text, from);
    if (data !== null) {
      asides.push({ kind: 'copy-data', text: text.slice(from, data), start: from });
      from = data;
    }
  }
  return { statements, asides };
}

interface Found {
  readonly statement: Statement | null;
  readonly asides: readonly Aside[];
  readonly end: number;
}

function nextStatement(text: string, from: number, flat: boolean): Found {
  const asides: Aside[] = [];
  const nesting = createNesting(flat);
  let first: number | null = null;
  let last = from;
  const done = (end: number): Found => {
    const statement = first === null ? null : { text: text.slice(first, last), start: first };
    return { statement, asides, end };
  };
  for (const token of tokenize(text, 'postgres', from)) {
    const end = token.start + token.text.length;
    if (token.kind === 'space' || token.kind === 'comment') continue;
    if (token.kind === 'psql') {
      asides.push({ kind: 'psql', text: token.text.trimEnd(), start: token.start });
      // `select … \gexec` ends a statement; `\set` stands between two.
      if (first !== null) return done(end);
      continue;
    }
    if (token.text === ';' && !nesting.inside()) return done(end);
    nesting.see(token);
    first ??= token.start;
    last = end;
  }
  return done(text.length);
}

interface Nesting {
  see(token: Token): void;
  inside(): boolean;
}

/** Depth in parentheses, and in the SQL-standard body of a routine, where CASE … END nests too. */
function createNesting(flat: boolean): Nesting {
  let parens = 0;
  let blocks = 0;
  let previous = '';
  return {
    see(token) {
      if (token.text === '(') parens += 1;
      else if (token.text === ')') parens = Math.max(0, parens - 1);
      if (token.kind !== 'word') return;
      const word = token.text.toLowerCase();
      if (word === 'atomic' && previous === 'begin') blocks += 1;
      else if (blocks > 0 && word === 'case') blocks += 1;
      else if (blocks > 0 && word === 'end') blocks -= 1;
      previous = word;
    },
    inside: () => (!flat && parens > 0) || blocks > 0,
  };
}

/** Where the data of a COPY … FROM STDIN ends, or null if none follows: then `\.` never comes. */
function copyData(text: string, statement: string, from: number): number | null {
  if (!/^copy\b[\s\S]*\bfrom\s+stdin\b/i.test(statement)) return null;
  const ending = /^\\\.[^\n]*(?:\n|$)/gm;
  ending.lastIndex = from;
  return ending.test(text) ? ending.lastIndex : null;
}
