import { text, toolUse } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';
import { handOver } from './structure.ts';

const diagram = (arrow: string) => `Trace it from the edge.

\`\`\`mermaid
flowchart LR
  edge_ ${arrow} orders
\`\`\``;

export const observabilityCases: readonly EvalCase[] = [
  {
    id: 'observability-diagram-mended',
    concern: 'observability',
    title: 'A diagram that cannot be drawn goes back with the error, and is posted as a picture',
    heavy: true,
    scriptOnly: true,
    acts: [{ say: 'ask backend-systems-architect: where do spans begin? With a diagram.' }],
    model: [[text(diagram('--<'))], [text(diagram('-->'))]],
    expect: {
      says: [/edge_ --> orders/],
      never: [/not verified/i],
      told: [/`mermaid` block .* does not pass/],
      files: [/^diagram-\w+\.png$/],
      evidence: [{ subject: /Diagram/, verdict: 'passed' }],
    },
  },
  {
    id: 'observability-availability',
    concern: 'observability',
    title: 'A service level is composed from its parts before it is promised',
    acts: [
      {
        say: 'ask backend-system-architect: the gateway is at 99.9 % and the database at 99.5 %. What may we promise?',
      },
    ],
    model: [
      [
        toolUse('estimate_capacity', {
          calculations: [
            {
              kind: 'availability',
              parts: [
                { name: 'gateway', availability_percent: 99.9 },
                { name: 'database', availability_percent: 99.5 },
              ],
            },
          ],
        }),
      ],
      [text('Less than 99.4005 % available: both must be up.')],
    ],
    expect: {
      tools: ['estimate_capacity'],
      numbers: [
        {
          what: 'availability',
          pattern: /([\d.]+) % available/,
          value: 99.4005,
          tolerance: 0.0001,
        },
      ],
      never: [/not verified/i],
    },
  },
  {
    id: 'observability-coverage-line',
    concern: 'observability',
    title: 'A design that speaks of no operations says that they were not assessed',
    scriptOnly: true,
    acts: [
      {
        say: 'ask backend-system-architect: design how events of our shop service reach the warehouse, just assume the rest',
      },
    ],
    model: [[text('Let a queue carry them.'), handOver()]],
    expect: { asks: 'none', says: [/Assessed: /, /Not assessed: [^\n]*operations/] },
  },
  {
    id: 'observability-offline-checklist',
    concern: 'observability',
    title: 'Without a model a question about alerts gets the written checklist',
    offline: true,
    acts: [{ say: 'ask backend-systems-architect: which metrics and alerts does a service need?' }],
    model: [],
    expect: {
      asks: 'none',
      says: [/No language model took part/, /rate, errors, duration/, /trace id/i],
      budget: { usd: 0, tokens: 0 },
    },
  },
  {
    id: 'observability-signals',
    concern: 'observability',
    title: 'Logs, metrics and traces are named with what each is for',
    acts: [{ say: 'ask backend-systems-architect: what to log, what to measure, what to trace?' }],
    model: [
      [text('Log events with a trace id, measure rate, errors and duration, trace across calls.')],
    ],
    expect: {
      agent: 'backend-systems-architect',
      asks: 'none',
      says: [/trace[ _-]?id/i, /errors/i],
    },
    rubric: ['Keeps secrets and personal data out of logs.', 'Alerts on what users feel.'],
  },
];
