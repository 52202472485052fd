/** What a written number may mean: "12.000" is twelve for some and twelve thousand for others. */
export interface Numeral {
  readonly values: readonly number[];
  /** Half a unit of its last digit, as a share of the value: how far a rounded number may be off. */
  readonly rounding: number;
}

/** As it may stand in a text; grouping by comma, blank, apostrophe or point. */
export const numeralPattern = String.raw`\d{1,3}(?:[,\u00A0\u202F'’]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?`;

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  tausend: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  trillion: 1e12,
};

/** "k", "M", "million" … behind a number; never before a letter ("5 ms" is no million). */
export const scalePattern = String.raw`(?:[kKM]|bn|[Mm]io\.?|[Tt]housand|[Tt]ausend|[Mm]illions?|[Bb]illions?|[Tt]rillion)(?![A-Za-z])|B(?=\s[a-z])`;

/** Reads a number as it was matched, with its scale. */
export function readNumeral(written: string, scale = ''): Numeral {
  const factor = scales[scale.toLowerCase().replace('.', '')] ?? 1;
  const values = meanings(written).map((value) => value * factor);
  return { values, rounding: roundingOf(written) };
}

function meanings(written: string): readonly number[] {
  const plain = written.replace(/[\u00A0\u202F'’]/g, '');
  if (/^\d+\.\d{3}$/.test(plain)) return [Number(plain), Number(plain.replace('.', ''))];
  if (/^\d+,\d{3}$/.test(plain)) return [Number(plain.replace(',', ''))];
  if (/^\d+,\d+$/.test(plain)) return [Number(plain.replace(',', '.'))];
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(plain)) return [Number(plain.replaceAll('.', ''))];
  return [Number(plain.replaceAll(',', ''))];
}

/** "1.04" stands for 1.035 to 1.045, "12,000" for 11,500 to 12,500: closing zeros are rounding, two digits are meant. */
function roundingOf(written: string): number {
  const [whole = '', decimals] = written.replace(/[\u00A0\u202F'’,]/g, '').split('.');
  const value = Number(decimals === undefined ? whole : `${whole}.${decimals}`);
  if (value === 0) return 0;
  if (decimals !== undefined) return 10 ** -decimals.length / 2 / value;
  const zeros = Math.min(/0*$/.exec(whole)?.[0].length ?? 0, Math.max(whole.length - 2, 0));
  return 10 ** zeros / 2 / value;
}
