/** One computed number, with how it came about. */
export interface Figure {
  readonly name: string;
  /** Not rounded; `Infinity` where the system has no answer (a queue that only grows). */
  readonly value: number;
  /** "requests/s", "GB", "ms", "%", "USD/month", "connections"; "" for a plain ratio. */
  readonly unit: string;
  /** In terms of the inputs' names: "daily_users × actions_per_user ÷ 86,400 s". */
  readonly formula: string;
}

/** A number as people write it: three significant digits, more where they are whole. */
export function showNumber(value: number): string {
  if (!Number.isFinite(value)) return 'unbounded';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  // A tiny number is still told apart from nothing; a probability of ten nines is not rounded to one.
  if (magnitude < 0.001) return value.toExponential(2);
  if (magnitude >= 1000) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(magnitude > 99 && magnitude <= 100 ? 7 : 3)).toString();
}

export function showFigure({ name, value, unit }: Figure): string {
  const number = showNumber(value);
  if (!Number.isFinite(value)) return `${name}: ${number}`;
  if (unit === '%') return `${name}: ${number} %`;
  if (unit === 'USD/month') return `${name}: $${number} a month`;
  return `${name}: ${number}${unit === '' ? '' : ` ${unit}`}`;
}
