import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '../../../../src/review/schema/report/actions.ts';
import { artifactsOf } from '../../../../src/review/schema/report/artifacts.ts';
import { writeChat } from '../../../../src/review/schema/report/chat.ts';
import { evidenceOf } from '../../../../src/review/schema/report/evidence.ts';
import { explainFinding } from '../../../../src/review/schema/report/explain.ts';
import { writeMarkdown } from '../../../../src/review/schema/report/markdown.ts';
import { writeText } from '../../../../src/review/schema/report/text.ts';
import type { SchemaChange, SchemaFinding } from '../../../../src/review/schema/review.ts';
import { aFinding, aReview } from '../../../support/schema-review.ts';

/** One finding each of so many rules, on tables t1, t2, … */
function rules(count: number, severity: SchemaFinding['severity'] = 'warn') {
  return Array.from({ length: count }, (_, index) =>
    aFinding({
      id: `rule.${index + 1}`,
      severity,
      object: { schema: 'public', table: `t${index + 1}` },
      why: `t${index + 1} is wrong. It hurts.`,
    }),
  );
}

describe('a review in a thread', () => {
  test('begins with what was reviewed and the counts', () => {
    const input = { ...aReview().input, applied: 3 };
    input.skipped = [{ line: 1, kind: 'grant', why: 'roles' }];
    input.failed = [{ line: 9, sqlstate: '42P01', message: 'no such table' }];
    const text = writeChat(
      aReview([aFinding()], { input, status: 'partial', reason: 'One failed.' }),
    );
    expect(text.split('\n').slice(0, 2)).toEqual([
      '**1 warning** in 3 tables. 3 of 5 statements ran, 1 failed, 1 left out on PostgreSQL 18.6, then 2 checks. Read as PostgreSQL.',
      '**Partial:** One failed.',
    ]);
    expect(text).toContain('line 9 failed: no such table');
  });

  test('says what matters most before the details, where there is more than that', () => {
    const text = writeChat(aReview(rules(5)));
    const matters = text.split('### ')[0];
    expect(matters).toContain(
      '1. **Warning:** t1 is wrong\n2. **Warning:** t2 is wrong\n3. **Warning:** t3 is wrong',
    );
    expect(matters).not.toContain('t4');
    expect(writeChat(aReview(rules(3)))).not.toContain('What matters most');
  });

  test('names a statement that failed by its line, since it belongs to no object', () => {
    const failed = aFinding({ object: { schema: '' }, line: 73 });
    expect(writeChat(aReview([failed]))).toContain('Warning: statement line 73');
  });

  test('shows eight and says where the rest stands', () => {
    const review = aReview([
      ...rules(6),
      ...rules(6, 'info').map((f) => ({ ...f, id: `i.${f.id}` })),
    ]);
    const text = writeChat(review);
    expect(text.match(/^### Warning/gm)).toHaveLength(6);
    expect(text.match(/^- `t\d/gm)).toHaveLength(2);
    expect(text).toContain('### Remarks\n- `t1`');
    expect(text).toContain('4 more findings and all places stand in `review.md`.');
    const whole = artifactsOf(review).find(({ name }) => name === 'review.md');
    expect(whole?.untrusted).toBe(true);
    for (const { id } of review.findings) expect(whole?.content).toContain(id);
  });

  test('groups repeats, with their places', () => {
    const places = Array.from({ length: 396 }, (_, n) =>
      aFinding({ object: { schema: 'public', table: `t${n}`, columns: ['at'] }, line: n + 1 }),
    );
    const text = writeChat(aReview(places));
    expect(text).toContain('### Warning: `t0(at)` line 1 and 395 more');
    expect(text).toContain('`t4(at)` line 5, … and 391 more');
    expect(text.length).toBeLessThan(1_500);
  });

  test('does not claim that CONCURRENTLY was measured', () => {
    expect(writeChat(aReview())).toContain('Lock without CONCURRENTLY: Share on orders');
    // The steps of a safe sequence ran as they are posted.
    const alone = 'CREATE INDEX CONCURRENTLY ON public.orders (customer_id)';
    const { fix } = aFinding();
    const ran = aFinding({ fix: { ...fix!, ddl: [alone], post_ddl_variant: [alone] } });
    expect(writeChat(aReview([ran]))).toContain('Lock: Share on orders');
  });

  test('concludes nothing from a review that was aborted', () => {
    const aborted = aReview([], { status: 'aborted', reason: 'The engine crashed on it.' });
    expect(writeChat(aborted)).toBe('**Nothing can be concluded.** The engine crashed on it.');
    expect(evidenceOf(aborted)).toMatchObject([{ verdict: 'unverified' }]);
    expect(artifactsOf(aborted)).toEqual([]);
  });

  test('tells what the thread ignores', () => {
    const suppressed = [
      { id: 'fk.unindexed', object: 'public.orders', fingerprint: 'f', reason: 'forty rows' },
    ];
    expect(writeChat(aReview([], { suppressed }))).toContain(
      '- ignored `fk.unindexed` on `public.orders`: forty rows',
    );
  });
});

test('a change says what breaks, what is lost, the safe way and the way back', () => {
  const change: SchemaChange = {
    of: 'versions',
    steps: ['ALTER TABLE public.orders DROP COLUMN note'],
    reaches: true,
    breaks: [{ object: 'public.orders.note', why: 'Whatever names the column fails.' }],
    lost: [{ object: 'public.orders.note', why: 'What it holds is gone.', count: 'SELECT 1' }],
    renames: [{ from: 'note', to: 'remark', why: '', ddl: 'ALTER TABLE t RENAME note TO remark' }],
    safe: {
      rehearsed: true,
      steps: [
        { sql: 'deploy code that does not read note', by: 'you', lock: [], rewrites: [] },
        { sql: 'ALTER TABLE orders DROP COLUMN note', by: 'transaction', lock: [], rewrites: [] },
      ],
    },
    rollback: { ddl: ['ALTER TABLE orders ADD note text'], executed: true, restores: true },
    unchanged_findings: 20,
  };
  const review = aReview([], { change });
  for (const text of [writeChat(review), writeMarkdown(review)]) {
    expect(text).toContain('**breaks** `public.orders.note`');
    expect(text).toContain('**loses** `public.orders.note`');
    expect(text).toContain('is `remark` the new name of `note`?');
    expect(text).toContain('left out, since it was there before: 20 findings');
    expect(text).toContain('-- deploy code that does not read note\nALTER TABLE orders DROP');
    expect(text).toContain('-- the way back\nALTER TABLE orders ADD note text;');
  }
  const oneWay = { ...change, rollback: { ddl: [], executed: false, restores: false } };
  const told = aReview([], { change: oneWay });
  for (const text of [writeChat(told), writeMarkdown(told), writeText(told)]) {
    expect(text).toContain('to the new one.\n');
  }
  expect(artifactsOf(review).map(({ name }) => name)).toEqual(['fixes.sql']);
});

test('a terminal is told the same, with one of each in the singular', () => {
  const suppressed = [{ id: 'a.b', object: 'public.t', fingerprint: 'f', reason: 'few rows' }];
  const text = writeText(aReview([aFinding()], { suppressed }));
  expect(text).toContain('0 errors, 1 warning, 0 remarks.');
  expect(text).toContain('1 statement of safe fixes ran');
  expect(text).toContain('silenced: 1 finding.');
  expect(text).toContain('Lock without CONCURRENTLY: Share on orders; no rewrite.');
});

describe('below a review', () => {
  test('stand the buttons: again, and each finding to explain or to ignore', () => {
    const actions = actionsOf(aReview([...rules(12)]));
    expect(actions[0]).toEqual({ label: 'Review again', request: { type: 'review-schema-again' } });
    expect(actions.filter(({ menu }) => menu === 'Explain a finding')).toHaveLength(8);
    expect(actions.at(-1)).toMatchObject({
      menu: 'Ignore a finding',
      request: { type: 'ignore-finding', finding: 'rule.8', object: 'public.t8', reason: '' },
    });
  });

  test('stands what was executed, checked and mended', () => {
    expect(evidenceOf(aReview()).map(({ subject, summary }) => `${subject}: ${summary}`)).toEqual([
      'schema: 5 of 5 statements executed on PostgreSQL 18.6',
      '2 checks: 1 finding',
      '1 fix: executed, their findings gone',
    ]);
  });
});

test('one finding is explained by its reason, how it was seen, the fix and the source', () => {
  const text = explainFinding(aFinding());
  expect(text).toContain('It follows from the catalog.\n```sql\nSELECT 1;');
  expect(text).toContain('- references: `customers`');
  expect(text).not.toContain('- views');
  expect(text).toContain('CREATE INDEX CONCURRENTLY');
  expect(text).toContain('PostgreSQL manual 5.5.5');
  expect(explainFinding(aFinding({ fix: null }))).toContain('No statement mends it');
});
