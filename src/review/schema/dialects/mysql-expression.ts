import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import type { Token } from '../sql/tokens.ts';
import { bare } from './mysql-tokens.ts';
import { literalOf } from './mysql-types.ts';

export function translateExpression(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'quoted') return quoteIdent(bare(token.text));
      if (token.kind === 'string') return quoteLiteral(literalOf(token));
      return token.kind === 'word'
        ? (functions[token.text.toLowerCase()] ?? token.text)
        : token.text;
    })
    .join(' ')
    .replaceAll(/\bjson_valid \( ([^()]*) \)/gi, '($1::text IS JSON)');
}

const functions: Readonly<Record<string, string>> = {
  ifnull: 'coalesce',
  uuid: 'gen_random_uuid',
  curdate: 'current_date',
};

/** Whether PostgreSQL can evaluate it as a CHECK, which need not be computed from its arguments alone. */
export function isCheckable(tokens: readonly Token[]): boolean {
  return isKnown(tokens, checkable);
}

const checkable: ReadonlySet<string> = new Set(
  'concat json_valid left length regexp_like right substring substr'.split(' '),
);

/** Whether PostgreSQL has what a default calls. */
export function isDefault(tokens: readonly Token[]): boolean {
  return isKnown(tokens, callable);
}

const callable: ReadonlySet<string> = new Set(
  'concat curdate current_date current_timestamp json_array json_object now uuid'.split(' '),
);

/** Whether all functions and operators in it are those that both databases compute alike, from their arguments alone. */
export function isKnown(tokens: readonly Token[], more: ReadonlySet<string> = new Set()): boolean {
  return tokens.every(({ kind, text }, at) => {
    const word = text.toLowerCase();
    if (kind === 'word') {
      if (own.has(word)) return false;
      return tokens[at + 1]?.text !== '(' || alike.has(word) || more.has(word);
    }
    // `data->>'$.name'` and `<=>` come in pieces; `||` is an OR to MySQL.
    const isArrow = ['-', '<='].includes(text) && tokens[at + 1]?.text === '>';
    return !isArrow && !['||', '&', '!', '^', '~'].includes(text);
  });
}

const alike: ReadonlySet<string> = new Set(
  'abs and between case ceil ceiling char_length coalesce else floor greatest ifnull in is least like lower mod not nullif or replace then trim upper when'.split(
    ' ',
  ),
);

const own: ReadonlySet<string> = new Set('binary div interval regexp rlike xor'.split(' '));

/** To MySQL a condition is a number. What a CASE decides is none. */
export function isCondition(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ text }) => text.toLowerCase());
  return !words.includes('case') && words.some((word) => conditional.has(word));
}

const conditional: ReadonlySet<string> = new Set(
  '= < > <= >= <> != is not and or in like between exists'.split(' '),
);
