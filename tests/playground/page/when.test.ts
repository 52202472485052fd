import { describe, expect, test } from '@jest/globals';
import { writtenDate } from '../../../src/playground/page/when.ts';

const noon = new Date(2026, 10, 22, 12, 5, 9).getTime();
const written = (format: string, days = 0) =>
  writtenDate(format, noon / 1000 + days * 86_400, noon);

describe("Slack's notation for a moment", () => {
  test('is the day and the time where the reader is', () => {
    expect(written('on {date_num}')).toBe('on 2026-11-22');
    expect(written('{date_short} at {time}')).toMatch(/2026.* at 12:05/);
    expect(written('{time_secs}')).toContain(':09');
    expect(written('{date_long}')).toContain('Sunday');
  });

  test('calls the days around today by their names', () => {
    expect(written('{date_short_pretty}')).toBe('today');
    expect(written('{date_pretty}', -1)).toBe('yesterday');
    expect(written('{day_divider_pretty}', 1)).toBe('tomorrow');
    expect(written('{date_short_pretty}', -2)).toContain('2026');
    expect(written('{ago}', -2)).toBe('2 days ago');
  });

  test('stays as it is where it says nothing that Slack knows', () => {
    expect(written('{era} {date_num}')).toBe('{era} 2026-11-22');
    expect(writtenDate('{date_num}', Number.NaN)).toBe('{date_num}');
  });
});
