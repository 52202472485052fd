const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** "14:05". A Slack timestamp is seconds since the epoch. */
export function clockTime(ts: string): string {
  return time.format(new Date(Number(ts) * 1000));
}

export function wholeTime(ts: string): string {
  return whole.format(new Date(Number(ts) * 1000));
}

/** Whether the second message follows closely enough to stand under the first one's name. */
export function followsClosely(first: string, second: string): boolean {
  return Number(second) - Number(first) < 300;
}

/**
 * Slack's own notation for a moment, "due {date_short} at {time}", in the reader's zone and as this browser writes
 * dates. A token that Slack does not have stays as it is.
 */
export function writtenDate(format: string, timestamp: number, now = Date.now()): string {
  const moment = new Date(timestamp * 1000);
  if (Number.isNaN(moment.getTime())) return format;
  return format.replace(/\{(\w+)\}/g, (token, name: string) => {
    if (name === 'date_num') return dayNumber(moment);
    if (name === 'ago') return ago(moment.getTime() - now);
    const days = calendarDay(moment) - calendarDay(new Date(now));
    if (name.endsWith('_pretty') && Math.abs(days) <= 1) return relative.format(days, 'day');
    const style = STYLES[name.replace(/_pretty$/, '')];
    return style === undefined ? token : new Intl.DateTimeFormat(undefined, style).format(moment);
  });
}

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { dateStyle: 'long' },
  date_long: { dateStyle: 'full' },
  date_long_full: { dateStyle: 'long' },
  date_short: { dateStyle: 'medium' },
  date_slash: { dateStyle: 'short' },
  day_divider: { dateStyle: 'full' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { timeStyle: 'medium' },
};

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** "2026-11-22". */
function dayNumber(moment: Date): string {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** Days since the epoch, of the calendar on the reader's wall. */
function calendarDay(moment: Date): number {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / 86_400_000;
}

function ago(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 1_440) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1_440), 'day');
}
