import type { AgentLibrary } from '../core/agent.ts';
import type { Clock } from '../core/clock.ts';
import type { Dispatch } from '../core/dispatch.ts';
import type { Claim } from '../core/inbox.ts';
import type { Usage } from '../core/usage.ts';
import type { Allowance } from './allowance.ts';
import type { Consult } from './consulting.ts';
import { consulting } from './consulting.ts';
import { interruption } from './drain.ts';
import type { Question } from './question.ts';
import type { Responding } from './responding.ts';
import { type Said, houseWord } from './said.ts';
import type { SchemaAlone } from './schema-alone.ts';
import { stoppedBeforeItBegan } from './words.ts';

/** Makes the answer and hands its text to the reply. Null: interrupted, somebody else will answer. */
export type Respond = (turn: Responding) => Promise<Said | null>;

export interface RespondDeps {
  readonly agents: AgentLibrary;
  readonly dispatch: (turn: Responding) => Promise<{ dispatch: Dispatch; usage: Usage }>;
  readonly consult: Consult;
  /** Reviews a schema without a model; null where a model answers. */
  readonly schemaAlone: SchemaAlone | null;
  /** What the person may still spend; a sentence where that is nothing. */
  readonly allowance: (question: Question, claim: Claim) => Promise<Allowance>;
  /** The answer when nobody is asked: small talk, an unknown name, an empty mention. */
  readonly help: (dispatch: Dispatch | null) => string;
  readonly clock: Clock;
}

export function createRespond(deps: RespondDeps): Respond {
  return async (turn) => {
    const { claim, question, reply, lease, log } = turn;
    const { owner } = claim.conversation;
    const say = (text: string, how?: Parameters<typeof houseWord>[2]) => {
      reply.append(text);
      return houseWord(text, owner, how);
    };
    if (question.messages.length === 0) return say(stoppedBeforeItBegan, { outcome: 'stopped' });
    if (question.isEmpty) return say(deps.help(null));

    reply.status('Reading your question');
    const allowing = deps.allowance(question, claim);
    const [allowance, { dispatch, usage }] = await Promise.all([allowing, deps.dispatch(turn)]);
    log.info({ dispatch }, 'dispatched');
    const agent = dispatch.agent === null ? undefined : deps.agents.get(dispatch.agent);
    if (agent === undefined) return say(deps.help(dispatch));
    if (allowance.kind === 'refused') return say(allowance.sentence, { failure: 'budget' });

    const said =
      (await deps.schemaAlone?.(turn, agent, dispatch)) ??
      (await consulting({ turn, agent, dispatch, allowance, spent: usage }, deps));
    const why = interruption(lease);
    return why === null || why === 'stop' ? said : null;
  };
}
