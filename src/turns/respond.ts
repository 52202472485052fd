import type { Agent, AgentLibrary } from '../core/agent.ts';
import type { Clock } from '../core/clock.ts';
import type { Dispatch } from '../core/dispatch.ts';
import { addUsage, type Usage } from '../core/usage.ts';
import type { Allow } from './allowance.ts';
import type { GatherBackground } from './background.ts';
import { askFirst } from './ask-first.ts';
import type { Consult } from './consulting.ts';
import { consulting } from './consulting.ts';
import { isHandedOver } from './drain.ts';
import { below, handleRequests, joined, type RequestHandlers } from './requests.ts';
import type { Requirements } from './requirements.ts';
import type { Responding } from './responding.ts';
import { type Said, houseWord } from './said.ts';
import { stoppedBeforeItBegan } from './words.ts';

/** Answers without a model what a reviewer can answer alone. Null: it cannot answer this. */
export type Alone = (turn: Responding, agent: Agent, dispatch: Dispatch) => Promise<Said | null>;

/** Makes the answer and hands its text to the reply. Null: interrupted, somebody else will answer. */
export type Respond = (turn: Responding) => Promise<Said | null>;

export interface RespondDeps {
  readonly agents: AgentLibrary;
  /** `mayAsk`: whether there is money to ask a model in doubt. */
  readonly dispatch: (
    turn: Responding,
    mayAsk: boolean,
  ) => Promise<{ dispatch: Dispatch; usage: Usage }>;
  readonly consult: Consult;
  /** What is asked for by a button or a form is answered by these, before anybody is dispatched. */
  readonly requests: RequestHandlers;
  /** What the channel keeps of its requirements. */
  readonly requirements: Pick<Requirements, 'load'>;
  readonly gatherBackground: GatherBackground;
  readonly hasModel: boolean;
  /** In this order; none where a model answers. */
  readonly alone: readonly Alone[];
  /** What the person may still spend; a sentence where that is nothing. */
  readonly allowance: Allow;
  /** The answer when nobody is asked: small talk, an unknown name, an empty mention. */
  readonly help: (dispatch: Dispatch | null) => string;
  readonly clock: Clock;
}

export function createRespond(deps: RespondDeps): Respond {
  return async (turn) => {
    const { said, rest } = await handleRequests(turn, deps.requests);
    if (isHandedOver(turn.lease)) return null;
    const left = { ...turn, question: { ...turn.question, messages: rest } };
    // Nothing is left but what was handled; where nothing was handled, stopped and empty questions get their word.
    const more =
      said !== null && rest.length === 0 ? null : await respondTo(below(left, said), deps);
    if (isHandedOver(turn.lease)) return null;
    return more === null ? said : joined(said, more);
  };
}

async function respondTo(turn: Responding, deps: RespondDeps): Promise<Said> {
  const { claim, question, reply, log } = turn;
  const { owner } = claim.conversation;
  const say = (text: string, how?: Parameters<typeof houseWord>[2]) => {
    reply.append(text);
    return houseWord(text, owner, how);
  };
  if (question.messages.length === 0) return say(stoppedBeforeItBegan, { outcome: 'stopped' });
  if (question.isEmpty) return say(deps.help(null));

  reply.status('Reading your question');
  // All of it is read while the agent is chosen, which may take a model's second.
  const asking = deps.allowance(turn);
  const [allowance, { dispatch, usage }, requirements, background] = await Promise.all([
    asking,
    asking.then(({ kind }) => deps.dispatch(toOwner(turn), kind === 'granted')),
    deps.requirements.load(turn),
    deps.gatherBackground({ ...claim, messages: question.messages }, turn.lease.signal),
  ]);
  log.info({ dispatch }, 'dispatched');
  const agent = dispatch.agent === null ? undefined : deps.agents.get(dispatch.agent);
  if (agent === undefined) return { ...say(deps.help(dispatch)), usage };
  if (allowance.kind === 'refused') {
    return { ...say(allowance.sentence, { failure: 'budget' }), usage };
  }

  const asked = askFirst(turn, agent, dispatch, { requirements, hasModel: deps.hasModel });
  if (asked !== null) return { ...asked, usage: addUsage(usage, asked.usage) };

  for (const alone of deps.alone) {
    // oxlint-disable-next-line no-await-in-loop -- the first that can, answers
    const said = await alone(turn, agent, dispatch);
    if (said !== null) return said;
  }
  return consulting(
    { turn, agent, dispatch, requirements, background, allowance, spent: usage },
    deps,
  );
}

/** Answers to a form go to the agent that asked, whatever words are in them. */
function toOwner(turn: Responding): Responding {
  const { owner } = turn.claim.conversation;
  if (owner === null) return turn;
  const messages = turn.question.messages.map((message) =>
    message.request?.type === 'answer-questions' ? { agent: owner.agent, ...message } : message,
  );
  return { ...turn, question: { ...turn.question, messages } };
}
