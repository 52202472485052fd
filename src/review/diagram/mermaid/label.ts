import { clip } from '../../../lib/well-formed.ts';

/** Nobody reads more than this in a box. */
const longest = 400;

/**
 * A label as Mermaid's parser hands it over, as plain text with line breaks: entities decoded, tags and Markdown marks
 * gone. Pictures show no HTML, so what looks like a tag is a mark-up that we do not draw, or text with a `<` in it.
 */
export function plainLabel(label: unknown): string {
  if (Array.isArray(label)) return label.map(plainLabel).join('\n');
  if (typeof label !== 'string') return '';
  const text = decodeEntities(label)
    .replace(/<br\s*\/?>|\\n/gi, '\n')
    .replace(
      /<\/?(?:b|i|u|em|strong|small|big|sub|sup|code|span|div|p|font|a|center|h[1-6])(?:\s[^<>]*)?>/gi,
      '',
    )
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\bfa[bklrs]?:fa-[\w-]+\s*/g, '');
  const lines = text.split('\n').map((line) => line.trim());
  return clip(lines.join('\n').trim(), longest);
}

/** Mermaid hides `#quot;` from its grammars as `ﬂ°quot¶ß`, and writes `<` into HTML as `&lt;`. */
function decodeEntities(text: string): string {
  return text
    .replaceAll('ﬂ°°', '&#')
    .replaceAll('ﬂ°', '&')
    .replaceAll('¶ß', ';')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
      const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  colon: ':',
  semi: ';',
  num: '#',
  equals: '=',
  lpar: '(',
  rpar: ')',
  larr: '←',
  rarr: '→',
  harr: '↔',
  hearts: '♥',
  infin: '∞',
};
