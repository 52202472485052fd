import { text, toolUse } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

const injection = `export async function find(db: Db, name: string) {
  return await db.query("SELECT * FROM users WHERE name = '" + name + "'");
}
`;

export const securityCases: readonly EvalCase[] = [
  {
    id: 'security-who-answers',
    concern: 'security',
    title: 'A question about tokens finds the security reviewer by its words',
    acts: [
      { say: 'is it secure to store a JWT in localStorage, or is an HttpOnly cookie better?' },
    ],
    model: [[text('Use the cookie: scripts that were injected can read local storage.')]],
    expect: { agent: 'security-reviewer', asks: 'none', says: [/cookie/] },
    rubric: ['Names cross-site scripting as the reason, and CSRF as what cookies need.'],
  },
  {
    id: 'security-injection-found',
    concern: 'security',
    title: 'SQL that is glued together is found by its line, and mended',
    heavy: true,
    acts: [
      {
        say: 'ask security-reviewer: is this safe?',
        files: [{ name: 'users.ts', content: injection }],
      },
    ],
    model: [
      [toolUse('review_code', { file: 'users.ts' })],
      [
        text(
          'No. users.ts:2 builds SQL from a string: SQL injection. Bind the name as a parameter.',
        ),
      ],
    ],
    expect: {
      agent: 'security-reviewer',
      tools: ['review_code'],
      says: [/users\.ts/, /parameter|bind|bound/i],
      never: [/not verified/i],
      told: [/SQL/, /line 2|:2/],
      evidence: [{ subject: /users\.ts/, verdict: 'passed', summary: /1 hint/ }],
    },
  },
  {
    id: 'security-follow-up-hands-over',
    concern: 'security',
    title: 'A named specialist takes a thread over, and says so',
    acts: [
      { say: 'ask api-designer: cursor or offset?' },
      { say: 'ask security-reviewer: and can somebody forge the cursor?' },
    ],
    model: [[text('Cursor.')], [text('Sign it, and check that the rows are theirs.')]],
    expect: {
      agent: 'security-reviewer',
      says: [/sign|hmac|encrypt|opaque/i, /took over from api-designer/],
    },
  },
  {
    id: 'security-offline-checklist',
    concern: 'security',
    title: 'Without a model there is the checklist with its sources, and it says so',
    offline: true,
    acts: [
      {
        say: 'ask security-reviewer: what belongs to authentication and authorization with OAuth?',
      },
    ],
    model: [],
    expect: {
      asks: 'none',
      says: [/No language model took part/, /Should be true/, /Sources:/],
      budget: { usd: 0, tokens: 0 },
    },
  },
];
