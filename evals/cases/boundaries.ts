import { text, toolUse } from '../../tests/support/model/script.ts';
import type { Recommendation } from '../../src/core/recommendation.ts';
import type { EvalCase } from '../case.ts';
import { handOver } from './structure.ts';

const facts =
  'It takes 1,000 requests/s on 200 GB of PostgreSQL, p95 below 300 ms, 99.9 % available, strongly consistent, team of 5 engineers, GDPR, budget $5,000 a month.';
const design = `ask backend-system-architect: design how orders of our shop service reach the warehouse. ${facts}`;

/** Of no other case's subject: what is saved here must bear on none of them. */
const turbineClocks: Partial<Recommendation> = {
  title: 'How the clocks of wind turbines are set',
  context: 'Clocks of turbines drift apart.',
  requirements: [{ id: 'R1', text: 'Clocks agree to the second.' }],
  options: [
    {
      name: 'NTP',
      isDoNothing: false,
      summary: 'Each turbine asks three time servers.',
      tradeOffs: [{ requirement: 'R1', effect: 'helps', why: 'It holds milliseconds.' }],
    },
    {
      name: 'Do nothing',
      isDoNothing: true,
      summary: 'Clocks drift.',
      tradeOffs: [{ requirement: 'R1', effect: 'hurts', why: 'They part within a month.' }],
    },
  ],
  decision: { option: 'NTP', why: 'Seconds are enough.' },
};

export const boundariesCases: readonly EvalCase[] = [
  {
    id: 'boundaries-ask-first',
    concern: 'boundaries',
    title:
      'A design without its critical facts begins with a form, and its answers are worked with',
    acts: [
      { say: 'ask backend-system-architect: please design an order service for our web shop' },
      { choose: { load: '1,000 requests/s' } },
    ],
    model: [[text('Keep it in the monolith, as a module of its own.'), handOver()]],
    expect: {
      agent: 'backend-system-architect',
      asks: ['Load', 'Data', 'Targets', 'Stack', 'Consistency'],
      says: [/modul|monolith/i, /Options/],
      told: [/Load: 1,000 requests\/s/, /Assume the rest/],
    },
    rubric: ['Lists what was assumed.', 'Weighs a modular monolith against services.'],
  },
  {
    id: 'boundaries-facts-stated',
    concern: 'boundaries',
    title: 'A design whose facts are stated is answered at once, with options and a decision',
    acts: [{ say: design }],
    model: [[text('Put an outbox beside the orders and let a queue carry them.'), handOver()]],
    expect: {
      agent: 'backend-system-architect',
      asks: 'none',
      says: [/Options/, /do nothing/i, /Decision/, /Risks/, /Revisit/, /impact \w+, effort \w+/],
      evidence: [{ subject: /structure/i, verdict: 'passed' }],
    },
    rubric: ['Ties its trade-offs to the stated requirements.', 'Says what to do first.'],
  },
  {
    id: 'boundaries-structure-nudged',
    concern: 'boundaries',
    title: 'A recommendation that is missing is asked for once, and comes',
    scriptOnly: true,
    acts: [{ say: design }],
    model: [[text('Put an outbox beside the orders and let a queue carry them.')], [handOver()]],
    expect: { says: [/outbox/, /Options/, /Decision/], told: [/call `recommend` once/] },
  },
  {
    id: 'boundaries-structure-mended',
    concern: 'boundaries',
    title: 'A structure without the option to do nothing is turned down once, with the reason',
    scriptOnly: true,
    acts: [{ say: design }],
    model: [
      [
        text('Put an outbox beside the orders and let a queue carry them.'),
        handOver({ decision: { option: 'Blockchain', why: 'It is modern.' } }),
      ],
      [handOver()],
    ],
    expect: {
      says: [/Decision: Queue/],
      never: [/Blockchain/],
      told: [/Not accepted/, /none of the options/],
    },
  },
  {
    id: 'boundaries-structure-missing',
    concern: 'boundaries',
    title: 'Prose that never gets a structure is posted, and the evidence says so',
    scriptOnly: true,
    acts: [{ say: design }],
    model: [[text('Put an outbox beside the orders and let a queue carry them.')]],
    expect: {
      says: [/outbox/],
      never: [/\bOptions\b/],
      evidence: [{ subject: /structure/i, verdict: 'unverified', summary: /missing/ }],
    },
  },
  {
    id: 'boundaries-bottlenecks',
    concern: 'boundaries',
    title: 'A described system is walked: what is single, and what breaks with it',
    acts: [
      {
        say: 'ask performance-analyst: the gateway calls orders, orders waits for one Postgres. What breaks first?',
      },
    ],
    model: [
      [
        toolUse('find_bottlenecks', {
          components: [
            { name: 'gateway', kind: 'service', replicas: 2 },
            { name: 'orders', kind: 'service', replicas: 2 },
            { name: 'Postgres', kind: 'database', replicas: 1 },
          ],
          calls: [
            { from: 'gateway', to: 'orders', mode: 'sync' },
            { from: 'orders', to: 'Postgres', mode: 'sync', writes: true },
          ],
          entries: ['gateway'],
        }),
      ],
      [text('Postgres is the single point of failure: without it nothing answers.')],
    ],
    expect: {
      tools: ['find_bottlenecks'],
      says: [/single point of failure/i],
      told: [/Postgres: no answer from gateway/],
      evidence: [{ subject: /system/, verdict: 'passed', summary: /3 parts/ }],
    },
    rubric: [
      'Follows the request from the gateway to the database.',
      'Says what the loss of each part does to people.',
    ],
  },
  {
    id: 'boundaries-invented-decision',
    concern: 'boundaries',
    title: 'An earlier decision that nobody took is marked',
    scriptOnly: true,
    acts: [{ say: 'ask backend-system-architect: may two services share a table?' }],
    model: [[text('No. ADR-0042 forbids it.')]],
    expect: {
      asks: 'none',
      says: [/ADR-0042[^\n]{0,20}not verified/i],
      told: [/no such decision was read here/],
    },
  },
  {
    id: 'boundaries-decision-found',
    concern: 'boundaries',
    title: 'A saved decision is found again by the next question that it bears on',
    acts: [
      {
        say: 'ask backend-system-architect: which of GPS and NTP, for the clocks of our wind turbines? Just assume the rest.',
      },
      { press: 'Save as decision' },
      {
        say: 'ask backend-system-architect: do the clocks of the turbines still agree after an hour without a network? Just assume the rest.',
      },
    ],
    model: [
      [text('Take NTP: a turbine needs seconds, not nanoseconds.'), handOver(turbineClocks)],
      [text('They do: as decided, NTP disciplines them, and an hour adds little.')],
    ],
    expect: {
      agent: 'backend-system-architect',
      says: [/NTP/, /Bears on decision \d+/],
      told: [/<thread_decision number="\d+" status="accepted"/],
    },
    rubric: ['Builds on the saved decision, or says why it should change.'],
  },
  {
    id: 'boundaries-specialist',
    concern: 'boundaries',
    title: 'A specialist is asked on a brief, and its words are kept apart',
    scriptOnly: true,
    acts: [
      { say: 'ask backend-system-architect: who should hold the session, gateway or service?' },
    ],
    model: [
      ({ agent, toolResults }) => {
        if (agent === 'security-reviewer') return [text('The gateway, as an opaque cookie.')];
        if (toolResults.length > 0) return [text('The gateway; security sees it the same way.')];
        const brief = 'Should the gateway or each service hold the session of a browser user?';
        return [toolUse('consult_specialist', { agent: 'security-reviewer', brief })];
      },
    ],
    expect: {
      agent: 'backend-system-architect',
      tools: ['consult_specialist'],
      says: [/gateway/],
      files: [/opinion-security-reviewer\.md/],
      evidence: [{ subject: /opinion of security-reviewer/, verdict: 'unverified' }],
    },
    rubric: [
      'Names a second control behind the first.',
      'Keeps the opinion of the specialist apart from its own.',
    ],
  },
  {
    id: 'boundaries-saga',
    concern: 'boundaries',
    title: 'Consistency across services is answered with its pattern and its price',
    acts: [{ say: 'ask backend-system-architect: order and payment disagree after a crash. Why?' }],
    model: [
      [text('Two writes without one transaction. Use an outbox and a saga that compensates.')],
    ],
    expect: { agent: 'backend-system-architect', asks: 'none', says: [/saga/, /outbox/] },
    rubric: ['Names the dual write as the cause.', 'Says what a saga costs.'],
  },
  {
    id: 'boundaries-failing-dependency',
    concern: 'boundaries',
    title: 'A dependency that hangs is met by timeouts, retries and breakers, in this order',
    acts: [
      {
        say: 'ask backend-system-architect: one slow instance behind the balancer takes all threads',
      },
    ],
    model: [
      [
        text(
          'Time out below the caller’s limit, retry with jitter elsewhere, then break the circuit.',
        ),
      ],
    ],
    expect: { asks: 'none', says: [/jitter/, /circuit/] },
    rubric: ['Takes the instance out of discovery by a health check.', 'Bounds retries.'],
  },
];
