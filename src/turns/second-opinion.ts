import { agentIdMatches, type Agent } from '../core/agent.ts';
import type { RequestOf, ThreadRequest } from '../core/request.ts';
import { noUsage } from '../core/usage.ts';
import { answerAt, askedBefore, wordsIn } from '../decisions/draft.ts';
import { handling, tell } from './answering.ts';
import { consulting } from './consulting.ts';
import {
  asQuestion,
  byFitness,
  chosen,
  fulfilling,
  hasRun,
  noModel,
  notRemembered,
  type OpinionDeps,
} from './opinions.ts';
import type { RequestHandlers } from './requests.ts';
import type { Responding } from './responding.ts';
import type { Said } from './said.ts';

/** Another agent answers the same question. The first opinion stands before it as material; the thread keeps its owner. */
export function createSecondOpinion(deps: OpinionDeps): RequestHandlers {
  return {
    'second-opinion': handling('second-opinion', async (turn, request) => {
      const { claim, question } = turn;
      if (!deps.hasModel) return tell(turn, { text: noModel });
      const first = answerAt(claim.conversation, request.at);
      const asked = first === null ? [] : askedBefore(first, claim.conversation);
      const words = wordsIn(asked);
      if (first === null || words === '') return tell(turn, { text: notRemembered });
      const agent = pick(request, first.agent, words, deps.agents.list());
      if (agent === null) return tell(turn, { text: nobody(request.agent) });
      const wish = { ...request, at: first.ts, agent: agent.id };
      if (hasRun(turn, (ran) => isSame(ran, wish))) return tell(turn, { text: heard(agent) });
      const allowance = await deps.allowance(turn);
      if (allowance.kind === 'refused') return tell(turn, { text: allowance.sentence });
      const message = asQuestion(question.last, brief(words), asked);
      const said = await consulting(
        {
          turn: { ...turn, question: { ...question, messages: [message] } },
          agent,
          dispatch: chosen(agent.id),
          requirements: [],
          allowance,
          spent: noUsage,
        },
        deps,
      );
      return fulfilling(wish, apart(said, turn));
    }),
  };
}

/** The same agent on the same answer, in whatever words. */
function isSame(ran: ThreadRequest, { at, agent }: RequestOf<'second-opinion'>): boolean {
  return ran.type === 'second-opinion' && ran.at === at && ran.agent === agent;
}

/** The one that was asked for by name; else the best that did not speak yet. */
function pick(
  { agent: wanted }: RequestOf<'second-opinion'>,
  first: string | null,
  words: string,
  agents: readonly Agent[],
): Agent | null {
  const found = agents.filter(({ id, name }) => {
    if (wanted === undefined) return id !== first;
    return agentIdMatches(id, wanted) || agentIdMatches(name, wanted);
  });
  return byFitness(words, found)[0] ?? null;
}

function apart(said: Said, { claim }: Responding): Said {
  return {
    ...said,
    owner: claim.conversation.owner,
    ending: { ...said.ending, footer: `Second opinion · ${said.ending.footer ?? ''}` },
  };
}

function brief(words: string): string {
  return `Give a second opinion on this question, which another agent has answered above:\n\n${words}\n\nThink it through for yourself before you look at that answer. Then say where you agree, where you differ and why, what it left out, and what would change your mind. Do not repeat what it says well.`;
}

function heard({ name }: Agent): string {
  return `${name} has given its opinion on that answer already: it stands in this thread. Another one is asked for with \`second opinion from <agent>\`.`;
}

function nobody(wanted: string | undefined): string {
  if (wanted === undefined) return 'There is no other agent here to ask.';
  return `I know nobody called “${wanted.slice(0, 60)}”. \`@architect\` without a question lists who there is.`;
}
