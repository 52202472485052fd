import type { Agent } from '../core/agent.ts';
import type { RequestOf } from '../core/request.ts';
import type { Spent } from '../core/usage.ts';
import { dollars } from '../consultation/budget.ts';
import { opinionFile } from '../consultation/opinion-file.ts';
import type { Allowance } from './allowance.ts';
import { handling, tell } from './answering.ts';
import { consulting } from './consulting.ts';
import {
  byFitness,
  chosen,
  fulfilling,
  hasRun,
  noModel,
  notRemembered,
  type OpinionDeps,
} from './opinions.ts';
import { askPanel, type Opinion, withAnswers } from './panel-opinions.ts';
import { panelQuestion } from './worded-request.ts';
import type { RequestHandlers } from './requests.ts';
import type { Responding } from './responding.ts';
import type { Said } from './said.ts';
import { synthesisBrief, synthesist, whoSpoke } from './synthesis.ts';

export interface PanelDeps extends OpinionDeps {
  /** What a panel of these agents on this question typically costs. */
  readonly estimate: (agents: readonly Agent[], question: string) => Spent;
}

/** Enough for several views; with more the synthesis would be a list. */
const usual = 3;
const most = 4;

/** Several specialists answer one brief apart, then a synthesis keeps what they do not agree on. The price comes first. */
export function createPanel(deps: PanelDeps): RequestHandlers {
  return {
    panel: handling('panel', (turn) => propose(turn, deps)),
    'run-panel': handling('run-panel', (turn, request) => run(turn, request, deps)),
  };
}

async function propose(turn: Responding, deps: PanelDeps): Promise<Said> {
  const { question } = turn;
  if (!deps.hasModel) return tell(turn, { text: noModel });
  const words = panelQuestion(question.last.text);
  const agents = byFitness(words, deps.agents.list()).slice(0, usual);
  if (agents.length < 2) return tell(turn, { text: 'A panel needs at least two agents.' });
  const allowance = await deps.allowance(turn);
  if (allowance.kind === 'refused') return tell(turn, { text: allowance.sentence });
  const names = agents.map(({ name }) => `- **${name}**`).join('\n');
  const at = question.last.ts;
  return tell(turn, {
    text: `A panel on this question would be:\n\n${names}\n\nEach answers alone, then a synthesis keeps what they do not agree on. ${price(deps.estimate(agents, words), allowance)} Nothing runs before you say so; another cast is asked for with \`ask <agent>\` or a second opinion.`,
    actions: [
      {
        label: 'Run the panel',
        request: { type: 'run-panel', at, agents: agents.map(({ id }) => id) },
      },
    ],
  });
}

function price(
  { usd, atLeast }: Spent,
  { usd: left }: Extract<Allowance, { kind: 'granted' }>,
): string {
  const limit = `It stops at ${dollars(left)}, what the budget leaves for one answer`;
  const about = `about ${dollars(Math.min(usd, left))}`;
  if (!atLeast) return `That costs ${about}. ${limit}.`;
  const cost =
    usd === 0 ? 'cannot say what it costs' : `can only say that it costs ${about} and more`;
  return `I do not know the price of every model in it, so I ${cost}. ${limit}, as far as I know prices; beyond that each of its answers has its limit of tokens.`;
}

async function run(
  turn: Responding,
  request: RequestOf<'run-panel'>,
  deps: PanelDeps,
): Promise<Said> {
  const { claim, question, lease, reply } = turn;
  const { at, agents: ids } = request;
  if (!deps.hasModel) return tell(turn, { text: noModel });
  if (hasRun(turn, (ran) => ran.type === 'run-panel' && ran.at === at)) {
    return tell(turn, { text: panelRan });
  }
  const asked = claim.conversation.messages.find(({ ts }) => ts === at);
  if (asked?.role !== 'person') return tell(turn, { text: notRemembered });
  const agents = deps.agents
    .list()
    .filter(({ id }) => ids.includes(id))
    .slice(0, most);
  if (agents.length < 2) return tell(turn, { text: 'Those agents are not here any more.' });
  const allowance = await deps.allowance(turn);
  if (allowance.kind === 'refused') return tell(turn, { text: allowance.sentence });

  const brief = { ...question.last, text: panelQuestion(asked.text), files: asked.files };
  const panel = { claim, agents, brief, usd: allowance.usd };
  const { opinions, usage, leftUsd } = await askPanel(panel, {
    ...deps,
    status: (text) => reply.status(text),
    signal: lease.signal,
  });
  const message = { ...brief, text: synthesisBrief(brief.text), files: [] };
  const conversation = withAnswers(claim.conversation, opinions, brief.ts);
  const said = await consulting(
    {
      turn: {
        ...turn,
        claim: { ...claim, conversation },
        question: { ...question, messages: [message] },
      },
      agent: synthesist(agents),
      dispatch: chosen('panel'),
      requirements: [],
      allowance: { ...allowance, usd: leftUsd },
      spent: usage,
    },
    deps,
  );
  return fulfilling(request, withOpinions(said, opinions, turn));
}

const panelRan =
  'This panel has met already: what came of it stands in this thread. Nothing was asked again.';

function withOpinions(
  said: Said,
  opinions: readonly Opinion[],
  { claim, reply }: Responding,
): Said {
  for (const { agent, text } of opinions) {
    if (text !== null) reply.attach(opinionFile(agent, text));
  }
  const evidence = [...opinions.flatMap((opinion) => opinion.evidence), ...(said.evidence ?? [])];
  const footer = `${whoSpoke(opinions)} · ${said.ending.footer ?? ''}`;
  const { digest: _, ...rest } = said;
  return {
    ...rest,
    agent: null,
    owner: claim.conversation.owner,
    evidence,
    ending: { ...said.ending, footer, evidence, offer: [] },
  };
}
