import { text, toolUse } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

const json = (end: string) => `Answer errors like this:

\`\`\`json
{ "type": "about:blank", "status": 409${end}
\`\`\``;

const race = `export async function book(db: Db, id: string) {
  const seat = await db.seats.findOne({ where: { id } });
  seat.free = seat.free - 1;
  await seat.save();
}
`;

const careless = `export async function withItems(db: Db, ids: string[]) {
  const all = [];
  for (const id of ids) {
    all.push(await db.query('SELECT * FROM items WHERE order_id = $1', [id]));
  }
  try { await db.query('INSERT INTO audit DEFAULT VALUES'); } catch (error) {}
  return all;
}
`;

export const codeCases: readonly EvalCase[] = [
  {
    id: 'code-example-mended',
    concern: 'code',
    title: 'An example that does not parse goes back, and comes whole',
    scriptOnly: true,
    acts: [{ say: 'ask backend-systems-architect: what does an error body look like?' }],
    model: [[text(json(','))], [text(json(' }'))]],
    expect: {
      agent: 'backend-systems-architect',
      asks: 'none',
      says: [/"status": 409 \}/],
      never: [/not verified/i],
      told: [/`json` block .* does not pass/],
      evidence: [{ subject: /Code/, verdict: 'passed', summary: /parsed/ }],
    },
  },
  {
    id: 'code-example-marked',
    concern: 'code',
    title: 'An example that still does not parse is posted with a mark',
    scriptOnly: true,
    acts: [{ say: 'ask backend-systems-architect: what does an error body look like?' }],
    model: [[text(json(','))]],
    expect: {
      says: [/Not verified/],
      evidence: [{ subject: /Code/, verdict: 'failed' }],
    },
  },
  {
    id: 'code-race-found',
    concern: 'code',
    title: 'A read-modify-write race is named by its line',
    heavy: true,
    acts: [
      {
        say: 'ask backend-systems-architect: two people book the last seat. Is this right?',
        files: [{ name: 'book.ts', content: race }],
      },
    ],
    model: [
      [toolUse('review_code', { file: 'book.ts' })],
      [text('No: two read the same count at book.ts:2. Decrement in one statement with a check.')],
    ],
    expect: {
      tools: ['review_code'],
      says: [/book\.ts/, /race|same (?:count|value|row)|concurren/i],
      told: [/read_modify_write/],
    },
    rubric: [
      'Shows how two bookings interleave.',
      'Mends it in the database: one statement, a lock, or a version.',
    ],
  },
  {
    id: 'code-conventions-followed',
    concern: 'code',
    title: 'The team’s own conventions are before the agent, and are named',
    acts: [
      {
        say: 'ask backend-systems-architect: how do we report a failed payment?',
        files: [
          {
            name: 'CLAUDE.md',
            content: '# Conventions\n\nErrors are results, never exceptions.\n',
          },
        ],
      },
    ],
    model: [[text('Return a result with the reason, as line 3 of CLAUDE.md demands.')]],
    expect: {
      says: [/CLAUDE\.md/],
      never: [/not verified/i],
      told: [/Errors are results, never exceptions/],
    },
    rubric: ['Follows the convention that errors are results.'],
  },
  {
    id: 'code-hits-addressed',
    concern: 'code',
    title: 'A query in a loop and a swallowed error are both found and both answered',
    heavy: true,
    acts: [
      {
        say: 'ask backend-systems-architect: anything wrong here?',
        files: [{ name: 'orders.ts', content: careless }],
      },
    ],
    model: [
      [toolUse('review_code', { file: 'orders.ts' })],
      [text('orders.ts:4 asks once for each order: join instead. orders.ts:6 hides each failure.')],
    ],
    expect: {
      tools: ['review_code'],
      says: [/orders\.ts:4/, /orders\.ts:6/],
      never: [/not verified/i],
      told: [/n_plus_one|query_in_loop/, /swallowed|empty_catch/],
    },
  },
  {
    id: 'code-what-to-test',
    concern: 'code',
    title: 'Tests are named by the risk that they take away',
    acts: [{ say: 'ask backend-systems-architect: which tests does a refund need?' }],
    model: [
      [
        text(
          'Units for the rounding, one against a real database for the race, a load test at the peak.',
        ),
      ],
    ],
    expect: {
      agent: 'backend-systems-architect',
      asks: 'none',
      says: [/race|concurren|twice/i, /test/i],
    },
    rubric: ['Names edge cases of the critical path.'],
  },
  {
    id: 'code-separation',
    concern: 'code',
    title: 'A handler that does everything is taken apart where it hurts',
    acts: [
      { say: 'ask backend-systems-architect: our handler parses, decides and writes. So what?' },
    ],
    model: [
      [
        text(
          'The rule cannot be tested without a database. Hand the store in; keep the rule pure.',
        ),
      ],
    ],
    expect: { asks: 'none', says: [/pure|separat|extract|inject/i] },
    rubric: ['Gives the reason in consequences, not in names of principles.'],
  },
];
