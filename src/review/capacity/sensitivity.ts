/** The value of one input at which the result is twice what it is. */
export interface Doubling {
  readonly input: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What doubles a result: each numeric input is scaled alone, up to a thousandfold either way. Works on any result that
 * is monotonic in the input; an input on which it does not depend, or not that much, is left out. Inputs named in
 * `counts` take whole values only; a share in percent ends at 100.
 */
export function doublings<Input extends Readonly<Record<string, unknown>>>(
  input: Input,
  compute: (input: Input) => number,
  counts: ReadonlySet<string>,
): readonly Doubling[] {
  const base = compute(input);
  if (!Number.isFinite(base) || base <= 0) return [];
  return Object.entries(input).flatMap(([name, from]) => {
    if (typeof from !== 'number' || from <= 0) return [];
    const value = (factor: number) =>
      counts.has(name) ? Math.max(1, Math.round(from * factor)) : from * factor;
    const doubled = (factor: number) => compute({ ...input, [name]: value(factor) }) >= 2 * base;
    const highest = name.endsWith('_percent') ? Math.min(FARTHEST, 100 / from) : FARTHEST;
    const factor = nearest(doubled, highest) ?? nearest(doubled, 1 / FARTHEST);
    return factor === null ? [] : [{ input: name, from, to: value(factor) }];
  });
}

/** The factor closest to 1 at which it holds, between 1 and `farthest`: halved on a logarithmic scale. */
function nearest(holds: (factor: number) => boolean, farthest: number): number | null {
  if (!holds(farthest)) return null;
  let [near, far] = [0, Math.log(farthest)];
  for (let step = 0; step < 50; step += 1) {
    const middle = (near + far) / 2;
    if (holds(Math.exp(middle))) far = middle;
    else near = middle;
  }
  return Math.exp(far);
}

const FARTHEST = 1000;
