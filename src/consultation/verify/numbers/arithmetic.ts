import { close } from './known.ts';
import { readQuantities, readNumbers, type Quantity } from './quantities.ts';

/** Whether the text shows how it came to a quantity, and the sum is right: "12,000/s × 1 KB × 86,400 s ≈ 1 TB". */
export function isShownResult(text: string, quantity: Quantity): boolean {
  const before = text.slice(Math.max(0, quantity.from - reach), quantity.from);
  const equation =
    /(?:^|[\n;|(]|[.!?:]\s)([^\n;|(]*[×x*·/÷+−–-][^\n;|(]*?)(?:=|≈|~|→|⇒|is about|is|makes|gives)\s*(?:about |roughly |~|\*{1,2})?$/u.exec(
      before,
    );
  const [, left = ''] = equation ?? [];
  // In a chain "a × b = c × d = e" the last link is enough.
  const link = left.split(/=|≈/).at(-1) ?? '';
  const result = evaluate(link);
  if (result === null) return false;
  return quantity.values.some((value) =>
    conversions.some((factor) => close(value, result * factor, Math.max(quantity.tolerance, 0.02))),
  );
}

const reach = 200;

/** From left to right, × and ÷ first. Null: no sum of two numbers or more. */
function evaluate(text: string): number | null {
  const parts = text.split(operator);
  const operands = parts.filter((_, index) => index % 2 === 0).map(operand);
  const operators = parts.filter((_, index) => index % 2 === 1).map((part) => part.trim());
  let [sum, product] = [0, operands[0] ?? null];
  for (const [index, sign] of operators.entries()) {
    const next = operands[index + 1] ?? null;
    // Words with a dash in them are no operands; what counts stands behind them.
    if (product === null || next === null) {
      product = next ?? product;
    } else if (/[×x*·]/.test(sign)) product *= next;
    else if (/[/÷]/.test(sign)) product /= next;
    else [sum, product] = [sum + product, sign === '+' ? next : -next];
  }
  const counted = operands.filter((value) => value !== null).length;
  return product === null || counted < 2 ? null : sum + product;
}

/** A slash between a number and a unit ("/s") is no division. */
const operator = /(\s[×x*·/÷+−–-]\s|[×·÷])/u;

function operand(text: string): number | null {
  const [quantity] = readQuantities(text);
  if (quantity?.dimension === 'percent') return (quantity.values[0] ?? 0) / 100;
  return quantity?.values[0] ?? readNumbers(text)[0] ?? null;
}

const times = [1, 60, 3_600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400];
/** Bits, percent, "per thousand", "per million"; sizes and times are in their base units already. */
const scales = [8, 100, 1e3, 1e6, 1e9];

/** A sum may change its unit on the way: seconds to days, bytes to bits, parts to percent. */
const conversions: readonly number[] = [
  ...new Set([
    ...times.flatMap((step) => times.map((other) => step / other)),
    ...scales.flatMap((scale) => [scale, 1 / scale]),
  ]),
];
