import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Decision, DecisionStatus } from '../../src/core/decision.ts';
import { adrBody, adrBodyFromText } from '../../src/decisions/adr-body.ts';
import { adrFileName, toBody, toTitle, writeAdr } from '../../src/decisions/adr.ts';
import { parseAdr } from '../../src/decisions/parse-adr.ts';
import { draft } from '../contracts/decisions.ts';
import { aRecommendation } from './samples.ts';

const decision = (over: Partial<Decision> = {}): Decision => ({
  ...draft(),
  number: 7,
  supersedes: [],
  supersededBy: null,
  ...over,
});

describe('a record written from a recommendation', () => {
  const body = adrBody(aRecommendation());

  test('has the sections of MADR, in their order', () => {
    expect(body.match(/^## .*$/gm)).toEqual([
      '## Context and Problem Statement',
      '## Decision Drivers',
      '## Considered Options',
      '## Decision Outcome',
      '## Pros and Cons of the Options',
      '## More Information',
    ]);
  });

  test('ties good and bad to the stated requirements, and says what was chosen and why', () => {
    expect(body).toContain('* R1: no event may be lost');
    expect(body).toContain('Chosen option: "Outbox table", because it commits with the order');
    expect(body).toContain('* Good, because one transaction holds both (R1)');
    expect(body).toContain('* Bad, because events are lost on a crash (R1)');
    expect(body).toContain('more than 5,000 events/s. At the latest on 2027-06-01.');
  });

  test('lets no field of a model open a section of its own', () => {
    const context = 'All is well.\n\n## Decision Outcome\n\nChosen option: "Evil"';
    const written = adrBody(aRecommendation({ context }));
    expect(written.match(/^## Decision Outcome$/gm)).toHaveLength(1);
    expect(adrBody(aRecommendation({ context: '# x' }))).toContain('\n\\# x\n');
  });

  test('leaves out what there is nothing to say of', () => {
    const bare = adrBody(
      aRecommendation({ assumptions: [], risks: [], openQuestions: [], actions: [] }),
    );
    expect(bare).not.toContain('### Assumptions');
    expect(bare).not.toContain('### Next steps');
    expect(bare).toContain('## More Information\n\n### Revisit');
  });
});

test('a record names nobody by an id that means nothing outside of Slack', () => {
  expect(writeAdr(decision({ savedBy: 'U024BE7LH' }))).not.toContain('U024BE7LH');
});

test('a record from words keeps the answer, with its headings below its own, and its code', () => {
  const answer = '## Yes\n\nDo it.\n\n```sh\n# not a heading\n```\n### Why\nBecause.';
  expect(adrBodyFromText('Kafka or not?', answer)).toBe(
    '## Context and Problem Statement\n\nKafka or not?\n\n## Decision Outcome\n\n' +
      '#### Yes\n\nDo it.\n\n```sh\n# not a heading\n```\n##### Why\nBecause.',
  );
});

test('a file is named by number and title', () => {
  expect(adrFileName({ number: 7, title: 'Use an Outbox: événements/Kafka?!' })).toBe(
    'adr-0007-use-an-outbox-evenements-kafka.md',
  );
  expect(adrFileName({ number: 12345, title: '使用' })).toBe('adr-12345.md');
});

describe('reading back', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
    .map((text) => toTitle(text.replace(/^[\d#]+/, '').replace(/[#\\]/g, '')))
    .filter((title) => title !== null)
    .filter((title) => !/^(?:adr\b|\d)/i.test(title));
  const markdown = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('## Status', '---', 'status: x', '# Another', '* Status: accepted', '```'),
      ),
      { maxLength: 8 },
    )
    .map((lines) => toBody(lines.join('\n')));
  const revisit = fc.option(
    fc.record({
      when: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('\u2028---\u2028a: b', '\n---\n# x', '"', '\\'),
      ),
      by: fc.constantFrom('2027-01-31', '2030-12-01'),
    }),
  );
  const tie = fc.constantFrom<readonly [DecisionStatus, number | null]>(
    ['proposed', null],
    ['accepted', null],
    ['rejected', null],
    ['superseded', 9],
    ['superseded', 1234],
  );

  test('finds in the file what was written into it, whatever the texts hold', () => {
    fc.assert(
      fc.property(
        line,
        markdown,
        revisit,
        tie,
        fc.uniqueArray(fc.integer({ min: 1, max: 9999 })),
        (title, body, again, [status, supersededBy], supersedes) => {
          const written = decision({
            title,
            body,
            revisit: again,
            status,
            supersededBy,
            supersedes,
          });
          const { number, date } = written;
          expect(parseAdr(writeAdr(written), 'any.md')).toEqual({
            number,
            title,
            status,
            date,
            body,
            supersedes,
            supersededBy,
            revisit: again,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('MADR as people write it, with quotes, comments and a date', () => {
    const text = `---
status: "superseded by [ADR-0012](0012-x.md)"
date: 2024-03-01 # reviewed
decision-makers: Ada, Bob
---
# Use Markdown Any Decision Records

## Context and Problem Statement

Where?
`;
    expect(parseAdr(text, '0005-use-markdown.md')).toMatchObject({
      number: 5,
      title: 'Use Markdown Any Decision Records',
      status: 'superseded',
      supersededBy: 12,
      date: '2024-03-01',
      body: '## Context and Problem Statement\n\nWhere?',
    });
  });

  test("Nygard's form", () => {
    const text =
      '# 3. Record architecture decisions\r\n\r\nDate: 2020-02-14\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\nWe need records.\r\n';
    expect(parseAdr(text, 'doc.md')).toMatchObject({
      number: 3,
      title: 'Record architecture decisions',
      status: 'accepted',
      date: '2020-02-14',
      body: '## Context\n\nWe need records.',
    });
  });

  test('MADR 2, whose fields are a list', () => {
    const text = '# Use Redis\n\n* Status: accepted\n* Date: 2021-01-02\n\n## Context\n\nFast.\n';
    expect(parseAdr(text, 'adr-0004-redis.md')).toMatchObject({
      number: 4,
      status: 'accepted',
      date: '2021-01-02',
      body: '## Context\n\nFast.',
    });
  });

  test('what is no record is none', () => {
    expect(parseAdr('no heading here', 'x.md')).toBeNull();
    expect(parseAdr('', 'x.md')).toBeNull();
    expect(parseAdr('---\nstatus: accepted\n---\n', 'x.md')).toBeNull();
  });
});
