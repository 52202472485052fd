import { numeralPattern, readNumeral, scalePattern } from './numeral.ts';
import { type Dimension, moneyUnit, readUnit, unitPattern } from './units.ts';

/** A number with its unit, where it stands in a text. */
export interface Quantity {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly dimension: Dimension;
  /** In the dimension's base; several where the notation is ambiguous. */
  readonly values: readonly number[];
  /** The number alone, without its unit: a table names the unit elsewhere. */
  readonly bare: readonly number[];
  /** How far it may be off and still be the same, as a share. */
  readonly tolerance: number;
  readonly isPeriod: boolean;
}

/** Every number with a unit. Nothing is left out here: what is no claim is for the caller to know. */
export function readQuantities(text: string): readonly Quantity[] {
  return [...text.matchAll(measured)].flatMap((match) => {
    const found = readMatch(match);
    return found === null ? [] : found;
  });
}

/** Every number, unit or not. */
export function readNumbers(text: string): readonly number[] {
  return [...text.matchAll(alone)].flatMap(
    ([, numeral = '', scale = '']) => readNumeral(numeral, scale).values,
  );
}

/** Not inside a word, a version, an identifier or a date. */
const before = String.raw`(?<![\p{L}\p{N}_#$€£@/\\]|[\p{N}][.,:-]|[\p{L}][-_])`;
const number = String.raw`(${numeralPattern})\s?(${scalePattern})?`;
const range = String.raw`(?:\s?(?:–|—|-|to|bis|and)\s?(${numeralPattern})\s?(${scalePattern})?)?`;
const currency = String.raw`(?:(?:US)?\$|€|£|USD\s|EUR\s)`;

const measured = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])${currency}\s?${number}${range}(?:\s?(?:/|\bper\b|\ba\b)\s?(s|second|min|minute|h|hour|day|month|mo|year|yr)\b)?`,
    String.raw`${before}${number}${range}(?:[\s\u00A0\u202F-]?(${unitPattern}))`,
  ].join('|'),
  'giu',
);

const alone = new RegExp(String.raw`(?<![\p{L}\p{N}_])${number}`, 'gu');

function readMatch(match: RegExpExecArray): readonly Quantity[] | null {
  const [text, m1, m2, m3, m4, per = '', n1, n2, n3, n4, unitText = ''] = match;
  const unit = m1 === undefined ? readUnit(unitText) : moneyUnit(per);
  if (unit === null) return null;
  const nines = /^nines$/i.test(unitText.trim());
  const { dimension, factor, isPeriod = false } = unit;
  const from = match.index;
  const shared = { text: text.trim(), from, to: from + text.trimEnd().length, isPeriod };
  const first = readNumeral(m1 ?? n1 ?? '', (m1 === undefined ? n2 : m2) ?? scaleOfRange(m4 ?? n4));
  const second = m3 ?? n3;
  const numerals = second === undefined ? [first] : [first, readNumeral(second, m4 ?? n4)];
  return numerals.map(({ values, rounding }) => ({
    ...shared,
    dimension: nines ? 'percent' : dimension,
    bare: values,
    values: values.map((value) => (nines ? 100 - 10 ** (2 - value) : value * factor)),
    tolerance: nines ? EXACT : toleranceOf(dimension, rounding),
  }));
}

/** 99.9 % and 99.99 % are worlds apart; elsewhere half a percent is noise, and beyond five nothing is "the same". */
function toleranceOf(dimension: Dimension, rounding: number): number {
  return dimension === 'percent' ? rounding : Math.min(Math.max(rounding, 0.005), 0.05);
}

const EXACT = 1e-9;

/** "5–10k" are thousands both. */
function scaleOfRange(scale: string | undefined): string {
  return scale ?? '';
}
