/** What is measured; numbers of different dimensions are never the same. */
export type Dimension =
  'rate' | 'bandwidth' | 'bytes' | 'time' | 'percent' | 'money' | 'spend' | 'count';

export interface Unit {
  readonly dimension: Dimension;
  /** One of it, in the dimension's base: /s, byte/s, byte, s, %, dollar, dollar/s, one. */
  readonly factor: number;
  /** Too long to be anybody's measurement: days and more are plans and periods. */
  readonly isPeriod?: boolean;
}

const second = 1;
const minute = 60;
const hour = 3_600;
const day = 86_400;
const month = 30 * day;

const times: Readonly<Record<string, number>> = {
  ns: 1e-9,
  µs: 1e-6,
  μs: 1e-6,
  us: 1e-6,
  ms: 1e-3,
  millisecond: 1e-3,
  milliseconds: 1e-3,
  s: second,
  sec: second,
  secs: second,
  second: second,
  seconds: second,
  min: minute,
  mins: minute,
  minute: minute,
  minutes: minute,
  h: hour,
  hr: hour,
  hrs: hour,
  hour: hour,
  hours: hour,
  d: day,
  day: day,
  days: day,
  week: 7 * day,
  weeks: 7 * day,
  mo: month,
  month: month,
  months: month,
  year: 365 * day,
  years: 365 * day,
  yr: 365 * day,
};

const sizes: Readonly<Record<string, number>> = {
  bytes: 1,
  byte: 1,
  kb: 1e3,
  kib: 1_024,
  mb: 1e6,
  mib: 1_024 ** 2,
  gb: 1e9,
  gib: 1_024 ** 3,
  tb: 1e12,
  tib: 1_024 ** 4,
  pb: 1e15,
  pib: 1_024 ** 5,
};

const bits: Readonly<Record<string, number>> = { kbit: 125, mbit: 125_000, gbit: 125_000_000 };
const speeds: Readonly<Record<string, number>> = { kbps: 125, mbps: 125_000, gbps: 125_000_000 };
const rates: ReadonlySet<string> = new Set(['rps', 'qps', 'tps', 'iops', 'wps']);

/** What is counted in architecture talk. A closed list: "3 services" is no measurement. */
const counted =
  'requests?|reqs?|queries|query|transactions?|tx|ops|operations?|reads?|writes?|inserts?|updates?|events?|messages?|msgs?|rows?|records?|users?|customers?|tenants?|connections?|conns?|sessions?|devices?|orders?|documents?|docs|calls?|clicks?|payments?|uploads?|sensors?|readings?';

const sized = 'ki?b|mi?b|gi?b|ti?b|pi?b|[kmg]bit|bytes?';
const timed =
  'ns|[µμu]s|ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|min|hours?|hrs?|h|days?|d|weeks?|months?|mo|years?|yr';

/** A unit behind a number, with what it is per, if anything. Matched without regard to case. */
export const unitPattern = String.raw`%|per\s?cent\b|percent\b|nines\b|(?:rps|qps|tps|iops|[kmg]bps)\b|(?:(?:(?:concurrent|active|daily|monthly|database|db|peak|new|read|write|client)\s+){0,2}(?:${counted}|${sized}|${timed})\b)?(?:\s?(?:\/|\bper\b|\ba\b|\beach\b)\s?(?:ms|seconds?|secs?|s|minutes?|mins?|min|hours?|hrs?|h|days?|d|weeks?|months?|mo|years?|yr)\b)?`;

/** Reads what `unitPattern` matched; null where it is no unit after all. */
export function readUnit(written: string): Unit | null {
  const text = written.trim().toLowerCase();
  if (text === '') return null;
  if (text === 'nines') return { dimension: 'percent', factor: 1 };
  if (/^(?:%|per\s?cent)$/.test(text)) return { dimension: 'percent', factor: 1 };
  if (rates.has(text)) return { dimension: 'rate', factor: 1 };
  const speed = speeds[text];
  if (speed !== undefined) return { dimension: 'bandwidth', factor: speed };
  const [amount = '', per] = text.split(/\s?(?:\/|\bper\b|\ba\b|\beach\b)\s?/);
  const seconds = per === undefined ? null : times[per];
  if (seconds === undefined) return null;
  return unitOf(amount.trim().split(/\s+/).at(-1) ?? '', seconds);
}

function unitOf(noun: string, seconds: number | null): Unit | null {
  const size = sizes[noun] ?? bits[noun];
  if (size !== undefined) {
    if (seconds !== null) return { dimension: 'bandwidth', factor: size / seconds };
    return { dimension: 'bytes', factor: size };
  }
  const time = times[noun];
  if (seconds !== null) {
    // "86,400 s/day" converts; it measures nothing.
    return time === undefined ? { dimension: 'rate', factor: 1 / seconds } : null;
  }
  if (time !== undefined) return { dimension: 'time', factor: time, isPeriod: time >= day };
  return noun === '' ? null : { dimension: 'count', factor: 1 };
}

/** A price, with the period it is for: "$400/month". */
export function moneyUnit(per: string): Unit {
  const seconds = times[per.trim().toLowerCase()];
  if (seconds === undefined) return { dimension: 'money', factor: 1 };
  return { dimension: 'spend', factor: 1 / seconds };
}
