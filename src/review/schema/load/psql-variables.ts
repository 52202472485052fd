import { tokenize } from '../sql/tokens.ts';

/**
 * Fills in psql variables (`\set schema app` … `:schema`, `:'schema'`, `:"schema"`) as psql would. Lines keep their
 * numbers. Only names that were set are touched, so `a[1:n]` and `::type` stay.
 */
export function substituteVariables(text: string): {
  readonly text: string;
  readonly substituted: number;
} {
  const variables = new Map<string, string>();
  if (!/^\s*\\set\s/m.test(text)) return { text, substituted: 0 };
  let substituted = 0;
  let result = '';
  let colon = false;
  for (const token of tokenize(text)) {
    if (token.kind === 'psql') {
      const [, name, value = ''] = /^\\set\s+(\w+)\s*(.*?)\s*$/.exec(token.text) ?? [];
      if (name !== undefined) variables.set(name, unquote(value));
    }
    const value = colon ? variables.get(unquote(token.text)) : undefined;
    if (value === undefined) {
      result += (colon ? ':' : '') + (token.text === ':' ? '' : token.text);
    } else {
      result += requote(token.text, value);
      substituted += 1;
    }
    colon = token.text === ':';
  }
  return { text: result + (colon ? ':' : ''), substituted };
}

function unquote(text: string): string {
  const [, inner] = /^(?:'(.*)'|"(.*)")$/.exec(text)?.filter((part) => part !== undefined) ?? [];
  return inner ?? text;
}

function requote(like: string, value: string): string {
  if (like.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  return like.startsWith('"') ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * Placeholders that a program fills in (`:APP_SCHEMA.jobs`), read as names: nothing else in SQL is a colon before a
 * word in capitals. In bodies of functions too. The text keeps its length.
 */
export function readPlaceholders(text: string): {
  readonly text: string;
  readonly names: readonly string[];
} {
  const names = new Set<string>();
  let previous = '';
  for (const { kind, text: token } of tokenize(text)) {
    if (previous === ':' && kind === 'word' && /^[A-Z][A-Z0-9_]{2,}$/.test(token)) names.add(token);
    previous = token;
  }
  if (names.size === 0) return { text, names: [] };
  // Behind a cast as well: `'jobs':::APP_SCHEMA.kind`.
  const before = String.raw`(?:(?<![:\w])|(?<=(?<!:)::))`;
  const placeholder = new RegExp(`${before}:(?=(?:${[...names].join('|')})\\b)`, 'g');
  return { text: text.replace(placeholder, ' '), names: [...names] };
}
