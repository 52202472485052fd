import { text } from '../../tests/support/model/script.ts';
import type { EvalCase, Move } from '../case.ts';
import { handOver } from './structure.ts';

const question = 'may the session of a browser user live in a JWT?';

/** Two views and a chair that keeps them apart. */
const panel: Move = ({ agent, raw }) => {
  if (agent === 'panel') {
    const heard = ['No: it cannot be ended.', 'Yes, if it lives for minutes.'];
    const told = heard.filter((words) => raw.includes(words));
    return [text(`The panel leans to no. They differ: ${told.join(' against ')}`)];
  }
  return [
    text(
      agent === 'security-reviewer' ? 'No: it cannot be ended.' : 'Yes, if it lives for minutes.',
    ),
  ];
};

/** What several say, and what a whole channel is told. */
export const panelCases: readonly EvalCase[] = [
  {
    id: 'panel-price-first',
    concern: 'security',
    title:
      'A panel says who would speak and what it costs, and runs nothing before somebody presses',
    acts: [{ say: `panel: ${question}` }],
    model: [[text('Nobody asked me yet.')]],
    expect: {
      says: [/A panel on this question would be/, /security-reviewer/, /about \$/, /Nothing runs/],
      never: [/Nobody asked me/],
      budget: { usd: 0, tokens: 0 },
    },
  },
  {
    id: 'panel-keeps-dissent',
    concern: 'security',
    title:
      'A panel’s synthesis has each opinion before it, keeps what they differ on, and shows them whole',
    acts: [{ say: `panel: ${question}` }, { press: 'Run the panel' }],
    model: [panel],
    expect: {
      says: [/cannot be ended/, /lives for minutes/, /Panel of /],
      told: [/<agent_answer [^>]*security-reviewer/],
      budget: { usd: 1, tokens: 300_000 },
    },
    rubric: ['Names who disagrees with whom, and why.', 'Adds no fact that no specialist gave.'],
  },
  {
    id: 'panel-knows-context',
    concern: 'boundaries',
    title: 'Each voice of a panel knows the channel’s project context, as a single agent does',
    context: 'We run on one PostgreSQL, and no second store is allowed before 2030.\n',
    acts: [{ say: 'panel: where do the sessions of our users live?' }, { press: 'Run the panel' }],
    model: [
      ({ raw }) => [
        text(
          /<thread_project_context/.test(raw)
            ? 'In PostgreSQL, as your context says.'
            : 'In Redis.',
        ),
      ],
    ],
    expect: { says: [/In PostgreSQL/], never: [/In Redis/], budget: { usd: 1, tokens: 300_000 } },
    rubric: ['Follows the rule of the project context, or says openly that it departs from it.'],
  },
  {
    id: 'panel-second-opinion',
    concern: 'boundaries',
    title:
      'A second opinion is another agent’s, with the first as data before it; the thread stays the first one’s',
    acts: [
      {
        say: 'ask backend-system-architect: which of polling and events for our stock levels? Just assume the rest.',
      },
      { press: 'Second opinion' },
      { say: 'and for prices?' },
    ],
    model: [
      ({ agent, raw }) => {
        if (agent !== 'backend-system-architect') return [text('Polling is enough for a shop.')];
        return raw.includes('and for prices?')
          ? [text('Prices the same way.')]
          : [text('Events, as stock changes seldom.'), handOver()];
      },
    ],
    expect: {
      agent: 'backend-system-architect',
      says: [/as stock changes seldom/, /Polling is enough/, /Prices the same way/],
      told: [/agent="backend-system-architect">\s*Events/],
    },
    rubric: ['The second opinion says where it agrees with the first and where not.'],
  },
  {
    id: 'context-followed',
    concern: 'api',
    title:
      'A channel’s conventions are before every answer, and the one who departs from them says so',
    context: 'All our lists page by `page` and `per_page`. Ids are ULIDs.\n',
    acts: [{ say: 'ask api-designer: cursor or page numbers for the list of invoices?' }],
    model: [
      ({ raw }) =>
        /<thread_project_context/.test(raw) && raw.includes('per_page')
          ? [
              text(
                'Your convention says `page` and `per_page`. I depart from it here: invoices grow. Cursor.',
              ),
            ]
          : [text('Cursor.')],
    ],
    expect: { says: [/convention|context|CLAUDE\.md/i, /per_page/], told: [/Ids are ULIDs/] },
    rubric: ['Follows the convention, or names it and gives the reason for departing.'],
  },
];
