import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkNumbers } from '../../../src/consultation/verify/numbers/check-numbers.ts';
import { createKnown, sameQuantity } from '../../../src/consultation/verify/numbers/known.ts';
import { readQuantities } from '../../../src/consultation/verify/numbers/quantities.ts';

function lastSource(text: string) {
  return checkNumbers(text, { texts: [], results: [] }).at(-1)?.source;
}

/** Each number of the text that counts as a claim, with where it is from. */
function traced(markdown: string, texts: readonly string[] = []): readonly string[] {
  return checkNumbers(markdown, { texts, results: [] }).map(
    ({ quantity, source }) => `${quantity.text}: ${source ?? 'nowhere'}`,
  );
}

describe('a number with a unit', () => {
  test.each([
    ['12k requests/s', '12,000 rps'],
    ['1.5 GB', '1500 MB'],
    ['1.5 GB', '1536 MiB'],
    ['1 hour', '60 min'],
    ['60,000 requests per minute', '1,000 req/s'],
    ['four nines'.replace('four', '4'), '99.99 %'],
    ['5M rows', '5,000,000 records'],
    ['$400/month', 'USD 400 per month'],
    ['12.000 requests/s', '12,000 requests/s'],
    ['250ms', '0.25 s'],
    ['1,04 TB', '1.04 TB'],
  ])('%s is %s', (a, b) => {
    const [first, second] = [readQuantities(a)[0], readQuantities(b)[0]];
    expect(first && second && sameQuantity(first, second)).toBe(true);
  });

  test.each([
    ['99.9 %', '99.99 %'],
    ['100 ms', '100 MB'],
    ['12k requests/s', '12k requests/min'],
    ['1.5 GB', '1.7 GB'],
    ['$400', '400 rows'],
  ])('%s is not %s', (a, b) => {
    const [first, second] = [readQuantities(a)[0], readQuantities(b)[0]];
    expect(first && second && sameQuantity(first, second)).toBe(false);
  });

  test('is never found in dates, versions, ports, ids, lists, code, quotations or addresses', () => {
    const text = [
      '1. PostgreSQL 18.6 listens on port 5432 since 2026-11-22 at 12:30, see RFC 9457 and HTTP 429.',
      '2) Node v20.19.1, commit 4d64c0a, order-12s, p95, UTF-8, S3, x86.',
      '> Somebody claims 50,000 requests/s.',
      'As they write, “it takes 3 s”.',
      'Run `SELECT pg_sleep(30 s)` at https://example.com/10MB/5s.',
      '```sql\n-- 500 GB\n```',
      'A 3-node cluster with 2 replicas, 5 services and 12 tables.',
    ].join('\n');
    expect(traced(text)).toEqual([]);
  });
});

describe('a claim', () => {
  const thread = ['We take 12k requests/s with 1 KB each, 99.9 % available, for $400 a month.'];

  test('is traced to the thread, however it is written', () => {
    expect(traced('At 12,000 rps and 1,000 bytes, 99.9% cost $400/month.', thread)).toEqual([
      '12,000 rps: read',
      '1,000 bytes: read',
      '99.9%: read',
      '$400/month: read',
    ]);
  });

  test('that nobody made is from nowhere', () => {
    expect(traced('One node takes 50,000 requests/s at 3 ms.', thread)).toEqual([
      '50,000 requests/s: nowhere',
      '3 ms: nowhere',
    ]);
  });

  test('may be calculated, if the sum is shown and right', () => {
    expect(
      traced('12,000 requests/s × 1 KB × 86,400 s/day = 1.04 TB/day, so 1.04 TB/day.', thread),
    ).toEqual([
      '12,000 requests/s: read',
      '1 KB: read',
      '1.04 TB/day: calculated',
      '1.04 TB/day: calculated',
    ]);
    expect(traced('12,000 requests/s × 1 KB = 55 MB/s', thread).at(-1)).toBe('55 MB/s: nowhere');
  });

  test('may be assumed, in a sentence that says so or in a list under such a heading', () => {
    expect(traced('Assuming 30 ms a query, ten take long. So 30 ms it is.')).toEqual([
      '30 ms: assumed',
      '30 ms: assumed',
    ]);
    expect(traced('### Assumptions\n\n- 5 GB of growth\n- 40 ms to the region')).toEqual([
      '5 GB: assumed',
      '40 ms: assumed',
    ]);
    expect(traced('**Annahmen:**\n- 200 Nutzer, 5 MB je Upload')).toContain('5 MB: assumed');
  });

  test('is no value that the answer proposes, and no condition', () => {
    const text =
      'Set a timeout of 2 s, retry after 500 ms, pages of 50 rows, alert at 80 %, roll out to 5 % first. Revisit when p99 exceeds 300 ms.';
    expect(traced(text)).toEqual([]);
  });

  test.each([
    'Keep utilization below 70 %.',
    'Plan for a utilization of at most 70 % at the peak, and begin with a queue of 500 messages.',
    'Access tokens live 15 minutes.',
    'Retry with jitter, within a retry budget of 10 % of the calls.',
    'Webhooks: accept timestamps within 5 minutes, answer within 12 seconds.',
    'Release to 5 % of the instances first, then 25 %.',
    'The canary gets its traffic for 30 minutes.',
    'Argon2id with 19 MiB of memory.',
  ])('is no proposal in the words of one: %s', (text) => {
    expect(traced(text)).toEqual([]);
  });

  test.each([
    ['Start with Redis, which takes 2 ms.', '2 ms'],
    ['Use the replica: it answers within 3 ms.', '3 ms'],
    ['Start with Postgres; it holds 40 GB in memory.', '40 GB'],
    ['Plan for growth: utilization is 85 % today.', '85 %'],
    ['Release it: the error rate was 12 %.', '12 %'],
    ['Keep the cache. Hits are at 92 %.', '92 %'],
    ['Deploy it and reads grow by 30 %.', '30 %'],
  ])('stays one beside a proposal: %s', (text, claim) => {
    expect(traced(text)).toEqual([`${claim}: nowhere`]);
  });

  test('is no source once it was marked', () => {
    const earlier = ['It takes 50,000 requests/s _(not verified)_.'];
    expect(traced('It takes 50,000 requests/s.', earlier)).toEqual(['50,000 requests/s: nowhere']);
  });

  test('is one beside others that were marked', () => {
    const earlier = [
      'At 900 requests/s (not verified) it takes 7 ms, or 9 ms (not verified), or 8 ms.',
    ];
    expect(traced('It takes 7 ms, 8 ms or 9 ms at 900 requests/s.', earlier)).toEqual([
      '7 ms: read',
      '8 ms: read',
      '9 ms: nowhere',
      '900 requests/s: nowhere',
    ]);
  });

  test('is looked for in a text without a space as quickly as in any', () => {
    const earlier = [`${'x'.repeat(300_000)} (not verified)`];
    const started = performance.now();
    traced('It takes 7 ms.', earlier);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('may be rounded from a tool’s result, but not be the model’s own guess handed back', () => {
    const results = [
      { content: '| p99_ms | 84.2 |\n| rate | 777 requests/s |', input: { rate: 777 } },
    ];
    const checked = checkNumbers('p99 is 84 ms at 777 requests/s.', { texts: [], results });
    expect(checked.map(({ source }) => source)).toEqual(['read', null]);
  });
});

describe('a text without an end of a sentence', () => {
  test.each(['word ', '*', 'assume ', 'assume: '])(
    'is read once, not from each place: %j',
    (part) => {
      const started = performance.now();
      checkNumbers(part.repeat(200_000 / part.length), { texts: [], results: [] });
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );

  test('is one sentence from its assumption to its end', () => {
    expect(traced('So far 9 GB. And 5 GB we presume, hence 7 ms\nand 8 ms')).toEqual([
      '9 GB: nowhere',
      '5 GB: assumed',
      '7 ms: assumed',
      '8 ms: nowhere',
    ]);
  });
});

describe('whatever the number', () => {
  const units = fc.constantFrom('requests/s', 'rps', 'MB', 'GB', 'ms', 'rows', 'connections', '%');
  const amount = fc.integer({ min: 11, max: 9_999_999 });

  test('what stands in the thread in these words is known, with or without grouping', () => {
    fc.assert(
      fc.property(amount, units, (value, unit) => {
        const claim = `It is ${value.toLocaleString('en-US')} ${unit} now.`;
        const sources = { texts: [`We have ${value} ${unit}.`], results: [] };
        expect(checkNumbers(claim, sources).map(({ source }) => source)).toEqual(['read']);
      }),
    );
  });

  test('one that is a tenth off is not the same', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('rps', 'MB', 'ms', 'rows'), (value, unit) => {
        const other = Math.ceil(value * 1.12) + 1;
        const known = createKnown({ texts: [`${other} ${unit}`], results: [] });
        expect(readQuantities(`${value} ${unit}`).map((claim) => known.has(claim))).toEqual([
          false,
        ]);
      }),
    );
  });

  test('a shown product is right in any order, and a wrong one is not believed', () => {
    const factor = fc.integer({ min: 2, max: 900 });
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        const product = (a * b).toLocaleString('en-US');
        const wrong = (a * b * 3 + 7).toLocaleString('en-US');
        expect(lastSource(`${a} rows × ${b} = ${product} events/s`)).toBe('calculated');
        expect(lastSource(`${b} × ${a} rows = ${product} events/s`)).toBe('calculated');
        expect(lastSource(`${a} rows × ${b} = ${wrong} events/s`)).toBeNull();
      }),
    );
  });

  test('nothing that anybody writes breaks the reader, and offsets point at what was read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { from, to, text: words } of readQuantities(text)) {
          expect(text.slice(from, to).trim()).toBe(words);
        }
        checkNumbers(text, { texts: [text], results: [] });
      }),
    );
  });
});
