import type { Consult } from './consulting.ts';
import type { Allow } from './allowance.ts';
import type { Agent, AgentLibrary } from '../core/agent.ts';
import type { Clock } from '../core/clock.ts';
import type { ConversationMessage } from '../core/conversation.ts';
import type { Dispatch } from '../core/dispatch.ts';
import type { IncomingMessage } from '../core/message.ts';
import type { ThreadRequest } from '../core/request.ts';
import { localDispatch } from '../dispatch/local.ts';
import type { Responding } from './responding.ts';
import type { Said } from './said.ts';

/** What other opinions are made with. */
export interface OpinionDeps {
  readonly agents: AgentLibrary;
  readonly consult: Consult;
  readonly hasModel: boolean;
  readonly allowance: Allow;
  readonly clock: Clock;
}

/** The agents by how well they fit the words, the best first; those that nothing speaks for come last. */
export function byFitness(text: string, agents: readonly Agent[]): readonly Agent[] {
  const { ranking } = localDispatch(text, agents);
  const score = new Map(ranking.map((each) => [each.agent, each.score]));
  return agents.toSorted((a, b) => (score.get(b.id) ?? 0) - (score.get(a.id) ?? 0));
}

/** A decision that a person made, past every heuristic. */
export function chosen(agent: string): Dispatch {
  return {
    agent,
    by: 'explicit',
    confident: true,
    score: 0,
    margin: 0,
    evidence: 0,
    runnerUp: null,
    ranking: [],
    tookMs: 0,
  };
}

/** The message that asked for the opinion, with what is to be answered in its place. */
export function asQuestion(
  message: IncomingMessage,
  text: string,
  asked: readonly Extract<ConversationMessage, { role: 'person' }>[],
): IncomingMessage {
  return { ...message, text, files: [...message.files, ...asked.flatMap(({ files }) => files)] };
}

/**
 * Whether the thread has such an opinion: two people may press the button, Slack may deliver a press twice, and what is
 * asked for by a button and in words within one turn is the same.
 */
export function hasRun(
  { claim, fulfilled = [] }: Pick<Responding, 'claim' | 'fulfilled'>,
  isIt: (request: ThreadRequest) => boolean,
): boolean {
  const before = claim.conversation.messages.flatMap((message) =>
    message.role === 'agent' ? (message.fulfilled ?? []) : [],
  );
  return [...before, ...fulfilled].some(isIt);
}

/** An opinion that came to its end has fulfilled its request; one that was stopped or failed may be asked for again. */
export function fulfilling(request: ThreadRequest, said: Said): Said {
  return said.ending.outcome === 'answered' ? { ...said, fulfilled: [request] } : said;
}

export const noModel =
  'Opinions take a language model, and none is connected to me: whoever runs me sets `ANTHROPIC_API_KEY`. Nothing was asked and nothing was spent.';

export const notRemembered =
  'I do not remember that question (any more). Ask it once more in this thread.';
