import { text, toolUse } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /getOrders:
    get:
      responses:
        '200':
          description: All orders
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Order' } }
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string }
        total: { type: number, format: float }
`;

export const apiCases: readonly EvalCase[] = [
  {
    id: 'api-pagination-choice',
    concern: 'api',
    title: 'A short question of the craft gets a short answer at once, by the one who knows',
    acts: [{ say: 'cursor or offset pagination for a REST endpoint with a big list?' }],
    model: [[text('Cursor. Offsets repeat and skip rows when somebody inserts.')]],
    expect: { agent: 'api-designer', asks: 'none', says: [/cursor/i] },
    rubric: ['Recommends cursors and names what they cost, such as no jump to a page.'],
  },
  {
    id: 'api-contract-findings',
    concern: 'api',
    title: 'A contract is linted, and the answer stands on what was found',
    heavy: true,
    acts: [
      {
        say: 'ask api-designer: what is wrong with this contract?',
        files: [{ name: 'openapi.yaml', content: contract }],
      },
    ],
    model: [
      [toolUse('check_api', { file: 'openapi.yaml' })],
      [text('Rename `/getOrders` to `/orders`, give the list pages, and take money as a string.')],
    ],
    expect: {
      agent: 'api-designer',
      asks: 'none',
      tools: ['check_api'],
      says: [/\/orders\b/, /page|cursor/i],
      told: [/getOrders/, /`api\.\w+`/],
      files: [/api-review\.md/],
    },
    rubric: ['Names the verb in the path, the list without pages, and the money as a float.'],
  },
  {
    id: 'api-breaking-change',
    concern: 'api',
    title: 'A change that breaks callers is named as one',
    heavy: true,
    acts: [
      {
        say: 'ask api-designer: may we ship new.yaml in place of old.yaml?',
        files: [
          { name: 'old.yaml', content: contract },
          { name: 'new.yaml', content: contract.replace('/getOrders:', '/orders:') },
        ],
      },
    ],
    model: [
      [toolUse('check_api', { file: 'new.yaml', previous_file: 'old.yaml' })],
      [text('No: `/getOrders` is gone, which breaks each caller. Serve both for a while.')],
    ],
    expect: { tools: ['check_api'], says: [/break/i], told: [/breaking/i] },
  },
  {
    id: 'api-invented-address',
    concern: 'api',
    title: 'An address that stands nowhere in the thread is marked and leads nowhere',
    scriptOnly: true,
    acts: [{ say: 'ask api-designer: which status code for a duplicate order?' }],
    model: [
      [text('409, as [the house standard](https://standards.example.net/errors#7) demands.')],
    ],
    expect: {
      says: [/409/, /not verified/i],
      never: [/\]\(https:\/\/standards/],
      told: [/stands nowhere in the thread/],
      evidence: [{ subject: /source|citation/i, verdict: 'failed' }],
    },
  },
  {
    id: 'api-follow-up-same-agent',
    concern: 'api',
    title: 'A follow-up goes to the same agent, which has the thread before it',
    acts: [
      { say: 'ask api-designer: what makes a retried POST safe?' },
      { say: 'and how long do we keep the keys?' },
    ],
    model: [
      [text('With an Idempotency-Key header, stored with the response.')],
      [text('Longer than the longest retry of a client.')],
    ],
    expect: {
      agent: 'api-designer',
      asks: 'none',
      says: [/Idempotency-Key/, /longest retry/i],
      told: [/how long do we keep the keys/],
    },
  },
  {
    id: 'api-graphql-review',
    concern: 'api',
    title: 'A GraphQL schema is validated, and its lists and cycles are seen',
    heavy: true,
    acts: [
      {
        say: 'ask api-designer: is this fine?',
        files: [
          {
            name: 'schema.graphql',
            content:
              'type Query {\n  users: [User]\n}\n\ntype User {\n  id: ID\n  friends: [User]\n}\n',
          },
        ],
      },
    ],
    model: [
      [toolUse('check_api', { file: 'schema.graphql' })],
      [text('Give `users` a connection, make the id non-null, and batch `friends`.')],
    ],
    expect: { tools: ['check_api'], says: [/connection/], told: [/users/, /friends/] },
    rubric: ['Names pagination, the nullable id, and the N+1 risk of friends.'],
  },
  {
    id: 'api-access-and-limits',
    concern: 'api',
    title: 'Access, limits and caching of an interface are spoken of at once',
    acts: [{ say: 'ask api-designer: what does a public GET need of auth, limits and caching?' }],
    model: [[text('A token with a scope, a rate limit with 429 and Retry-After, and an ETag.')]],
    expect: { agent: 'api-designer', asks: 'none', says: [/429/, /ETag/] },
    rubric: ['Names a scheme of authentication, a limit with its status code, and validators.'],
  },
  {
    id: 'api-craft-no-form',
    concern: 'api',
    title:
      'A question of the craft is answered at once: no form asks for load and targets before it',
    acts: [{ say: 'How do we rate limit our public API for each customer?' }],
    model: [[text('A bucket for each key with a rate and a burst; 429 with Retry-After.')]],
    expect: { agent: 'api-designer', asks: 'none', says: [/429/] },
    rubric: ['Tells protection from billed quotas.', 'Says what a client is told.'],
  },
];
