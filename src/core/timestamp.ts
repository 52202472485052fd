/**
 * Orders two Slack timestamps ("1763780000.000100") by time. Not as strings, which is wrong when the seconds differ
 * in length, nor as one number, which is at the edge of a double's precision.
 */
export function compareTs(a: string, b: string): number {
  const [secondsA, fractionA] = parts(a);
  const [secondsB, fractionB] = parts(b);
  return secondsA - secondsB || fractionA - fractionB || (a < b ? -1 : Number(a > b));
}

function parts(ts: string): readonly [number, number] {
  const [seconds = '', fraction = ''] = ts.split('.');
  return [Number(seconds) || 0, Number(`0.${fraction}`) || 0];
}
