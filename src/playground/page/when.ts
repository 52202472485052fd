const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
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

/** Slack's own notation for a moment, "due {date_short} at {time}", as this browser writes dates. */
export function writtenDate(format: string, timestamp: number): string {
  const moment = new Date(timestamp * 1000);
  if (Number.isNaN(moment.getTime())) return format;
  return format.replace(/\{(\w+)\}/g, (_, token: string) => {
    if (token.startsWith('time')) return time.format(moment);
    return token === 'date_num' ? moment.toISOString().slice(0, 10) : day.format(moment);
  });
}
