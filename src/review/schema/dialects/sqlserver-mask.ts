import { quoteLiteral, reservedWords } from '../sql/quote.ts';
import { tokenize, type Token } from '../sql/tokens.ts';

export interface Masked {
  /** The script with a stand-in for each string and name, and without its remarks. Lines keep their numbers. */
  readonly text: string;
  /** Puts strings and names back, as PostgreSQL writes them. */
  readonly unmask: (text: string) => string;
}

/**
 * Keeps what people wrote in quotes and brackets out of the way of a rewriting that goes by words: `'Sparse'` is a
 * text and `[Identity]` a name. A type in brackets becomes a bare word. A name has the same stand-in everywhere,
 * whatever its case, in brackets or bare: to SQL Server it is one.
 */
export function maskSqlServer(script: string, types: ReadonlySet<string>): Masked {
  const tokens = [...tokenize(script, 'sqlserver')];
  const strings: string[] = [];
  const names = new Map<string, { readonly number: number; readonly written: string }>();
  for (const { kind, text } of tokens) {
    const written = kind === 'quoted' ? nameIn(text) : '';
    const key = written.toLowerCase();
    if (kind === 'quoted' && !names.has(key)) names.set(key, { number: names.size, written });
  }
  const words = { types, names: new Set(names.keys()) };
  let text = '';
  let previous: Token | null = null;
  for (const token of tokens) {
    const meaning = meaningOf(token, previous, words);
    if (meaning.is === 'name') text += `"n${names.get(meaning.key)?.number ?? 0}"`;
    else if (meaning.is === 'code') text += meaning.code;
    else text += `'s${strings.push(meaning.literal) - 1}${breaksIn(meaning.literal)}'`;
    if (token.kind !== 'space' && token.kind !== 'comment') previous = token;
  }
  const written = [...names.values()].map((name) => quoted(name.written));
  return {
    text,
    unmask: (masked) =>
      masked.replaceAll(
        /'s(\d+)\n*'|"n(\d+)"/g,
        (_, string?: string, name?: string) =>
          (string === undefined ? written[Number(name)] : strings[Number(string)]) ?? '',
      ),
  };
}

interface Words {
  /** Of types, in lower case. */
  readonly types: ReadonlySet<string>;
  /** In brackets or quotes somewhere in the script, in lower case. */
  readonly names: ReadonlySet<string>;
}

type Meaning =
  | { readonly is: 'code'; readonly code: string }
  | { readonly is: 'name'; readonly key: string }
  | { readonly is: 'string'; readonly literal: string };

function meaningOf(token: Token, previous: Token | null, { types, names }: Words): Meaning {
  const { kind, text } = token;
  if (kind === 'comment') return code(` ${breaksIn(text)}`);
  if (kind === 'string') {
    const inner = text.replace(/^n?'/i, '').replace(/'$/, '').replaceAll("''", "'");
    return { is: 'string', literal: quoteLiteral(inner) };
  }
  if (kind !== 'quoted' && kind !== 'word') return code(text);
  const name = kind === 'quoted' ? nameIn(text) : text;
  const key = name.toLowerCase();
  if (kind === 'word') {
    if (keywords.has(key) || meaningful.has(key) || !standsForName(previous)) return code(text);
    if (names.has(key)) return { is: 'name', key };
    return code(types.has(key) ? `"${key}"` : text);
  }
  if (types.has(key) && !standsForName(previous)) return code(name);
  return meaningful.has(key) ? code(`"${key}"`) : { is: 'name', key };
}

function code(written: string): Meaning {
  return { is: 'code', code: written };
}

/** Where a name begins. What stands behind a name is a type. */
function standsForName(previous: Token | null): boolean {
  if (previous === null) return true;
  return beforeNames.has(previous.text.toLowerCase());
}

const beforeNames: ReadonlySet<string> = new Set(
  (
    '( , . add column for constraint table index on key references exists by and or not where set in is select from ' +
    'join drop alter into update view schema = < > <= >= <> != + - * / % between like'
  ).split(' '),
);

const keywords: ReadonlySet<string> = new Set(
  [...reservedWords].concat('delete', 'update', 'insert', 'index', 'key', 'exists'),
);

/** The default schema and the default file group are left out by the rewriting. */
const meaningful: ReadonlySet<string> = new Set(['dbo', 'primary']);

function nameIn(text: string): string {
  return text.startsWith('[')
    ? text.slice(1, -1).replaceAll(']]', ']')
    : text.slice(1).replace(/"$/, '').replaceAll('""', '"');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function breaksIn(text: string): string {
  return text.replaceAll(/[^\n]/g, '');
}
