import type { Expected } from '../case.ts';
import type { Observation } from '../observation.ts';
import { type Check, check } from './check.ts';

/** Each number stands there, and is right wherever it stands: a second, different value is an error. */
export function gradeNumbers(
  { numbers = [] }: Expected,
  { answers }: Observation,
): readonly Check[] {
  const text = answers.map((answer) => answer.text).join('\n\n');
  return numbers.map(({ what, pattern, value, tolerance }) => {
    const shape = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
    const found = [...text.matchAll(shape)].map(([, digits = '']) => digits);
    const isRight = (digits: string) =>
      Math.abs(readNumber(digits) - value) <= Math.abs(value) * tolerance;
    const ok = found.length > 0 && found.every(isRight);
    const expected = `${what}: ${value}${tolerance === 0 ? '' : ` within ${tolerance * 100} %`}`;
    return check('numbers', ok, expected, found.join(', ') || `no ${pattern}`);
  });
}

/** "1,200" and "12.5". */
export function readNumber(digits: string): number {
  return digits.trim() === '' ? Number.NaN : Number(digits.replaceAll(',', ''));
}
