import type { Token } from '../sql/tokens.ts';
import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import { parenthesized, wordAt } from './mysql-tokens.ts';

export interface TranslatedType {
  readonly type: string;
  /** The values of an ENUM, as a condition. */
  readonly check: string | null;
  readonly boolean: boolean;
  readonly next: number;
}

/** Translates the type at `at`; the column's name is needed for what becomes a CHECK. */
export function translateType(
  tokens: readonly Token[],
  at: number,
  column: string,
): TranslatedType {
  let word = wordAt(tokens, at);
  let next = at + 1;
  if (word === 'double' && wordAt(tokens, next) === 'precision') next += 1;
  if (word === 'character' && wordAt(tokens, next) === 'varying') {
    word = 'varchar';
    next += 1;
  }
  let args: readonly Token[] = [];
  if (tokens[next]?.text === '(') {
    const found = parenthesized(tokens, next);
    args = found.inside;
    next = found.end + 1;
  }
  let unsigned = false;
  while (['unsigned', 'signed', 'zerofill', 'binary'].includes(wordAt(tokens, next))) {
    unsigned ||= wordAt(tokens, next) !== 'signed';
    next += 1;
  }
  const sizes = args.map((token) => token.text).join('');
  const boolean = word === 'bool' || word === 'boolean' || (word === 'tinyint' && sizes === '1');
  if (word === 'enum') {
    const values = args.filter((token) => token.kind === 'string').map(literalOf);
    const check = `${quoteIdent(column)} IN (${values.map(quoteLiteral).join(', ')})`;
    return { type: 'text', check, boolean: false, next };
  }
  const type = boolean ? 'boolean' : typeOf(word, sizes, unsigned);
  return { type, check: null, boolean, next };
}

function typeOf(word: string, sizes: string, unsigned: boolean): string {
  const sized = (type: string): string => (sizes === '' ? type : `${type}(${sizes})`);
  switch (word) {
    case 'tinyint':
      return 'smallint';
    case 'smallint':
    case 'mediumint':
      return word === 'smallint' && !unsigned ? 'smallint' : 'integer';
    case 'int':
    case 'integer':
      return unsigned ? 'bigint' : 'integer';
    case 'decimal':
    case 'dec':
    case 'fixed':
    case 'numeric':
      return sized('numeric');
    case 'varchar':
    case 'nvarchar':
      return sized('varchar');
    case 'char':
    case 'nchar':
    case 'character':
      return sized('char');
    case 'bit':
      return sized('bit');
    default:
      return plainTypes[word] ?? word;
  }
}

const plainTypes: Readonly<Record<string, string>> = {
  bigint: 'bigint',
  serial: 'bigint',
  float: 'real',
  real: 'double precision',
  double: 'double precision',
  datetime: 'timestamp',
  timestamp: 'timestamptz',
  year: 'smallint',
  tinytext: 'text',
  mediumtext: 'text',
  longtext: 'text',
  long: 'text',
  set: 'text',
  json: 'jsonb',
  binary: 'bytea',
  varbinary: 'bytea',
  tinyblob: 'bytea',
  blob: 'bytea',
  mediumblob: 'bytea',
  longblob: 'bytea',
  geometry: 'polygon',
  linestring: 'path',
  multipoint: 'polygon',
  multipolygon: 'polygon',
  multilinestring: 'polygon',
  geometrycollection: 'polygon',
  inet4: 'inet',
  inet6: 'inet',
};

/** The value of a string token: quotes and backslashes undone. */
export function literalOf(token: Token): string {
  const inner = token.text.replace(/^[^'"]*['"]|['"]$/g, '');
  return inner.replaceAll("''", "'").replace(/\\(.)/g, '$1');
}
