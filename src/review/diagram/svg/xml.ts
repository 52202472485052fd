import { wellFormed } from '../../../lib/well-formed.ts';

/** Text as it may stand in an element or a quoted attribute. What XML 1.0 cannot hold at all is dropped. */
export function xml(text: string): string {
  return wellFormed(text)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

type Attributes = Readonly<Record<string, string | number | null>>;

/** An element; attributes that are null are left out, numbers are cut at a hundredth of a pixel. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : xml(value ?? '')}"`,
    )
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A number for a path or an attribute. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
