import type { Agent } from '../core/agent.ts';
import { agentIdMatches } from '../core/agent.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Dispatch } from '../core/dispatch.ts';
import type { IncomingMessage, MessageKind } from '../core/message.ts';
import { noUsage } from '../core/usage.ts';
import type { Usage } from '../core/usage.ts';
import { askModel } from './ask-model.ts';
import type { RoutingDeps } from './ask-model.ts';
import { redecide } from './decision.ts';
import { createLocalDispatcher } from './local.ts';
import type { LocalDispatch, LocalDispatcher } from './local.ts';
import type { Verdict } from './verdict.ts';

interface DispatchInput {
  /** What is answered together, oldest first. */
  readonly messages: readonly IncomingMessage[];
  readonly conversation: Conversation;
  readonly agents: readonly Agent[];
  /** Answers where nothing speaks for anyone. Null: the most general of the roster. */
  readonly defaultAgent: string | null;
  /** Whether the model may be asked, which costs; else the local decision stands. */
  readonly mayAsk: boolean;
}

export type DecideAgent = (
  input: DispatchInput,
  signal: AbortSignal,
) => Promise<{ readonly dispatch: Dispatch; readonly usage: Usage }>;

/**
 * Decides which agent answers: an explicit choice, the only agent, the thread's owner, small talk, the local score,
 * the model, the default; the first that applies. The model is asked only where the local part is in doubt. Never
 * throws and never waits longer than the model's few seconds: without an answer the local decision stands.
 * The roster is read once for as long as it is the same array, which an AgentLibrary promises between reloads.
 */
export function createDispatch(deps: RoutingDeps): DecideAgent {
  let read: { agents: readonly Agent[]; decide: LocalDispatcher } | undefined;
  return async (input, signal) => {
    const began = deps.clock.monotonic();
    if (read?.agents !== input.agents) {
      read = { agents: input.agents, decide: createLocalDispatcher(input.agents) };
    }
    const local = decideLocally(input, read.decide);
    const { decision, usage } = await reconsider(local, input, deps, signal);
    const tookMs = Math.round(deps.clock.monotonic() - began);
    return { dispatch: { ...decision, ...handedOver(decision, input), tookMs }, usage };
  };
}

function decideLocally(
  { messages, conversation, agents, defaultAgent }: DispatchInput,
  decide: LocalDispatcher,
): LocalDispatch {
  const local = decide(textOf(messages), {
    ...(conversation.owner === null ? {} : { threadAgent: conversation.owner.agent }),
    ...(defaultAgent === null ? {} : { defaultAgent }),
  });
  // A command or a button is past every heuristic.
  const pressed = messages.findLast(({ agent }) => agent !== undefined)?.agent;
  const chosen = agents.find(({ id }) => pressed !== undefined && agentIdMatches(id, pressed));
  return chosen === undefined
    ? local
    : { dispatch: redecide(local.dispatch, chosen.id, 'explicit', true), doubt: null };
}

/** A file's name says what is asked; below a blank line it also shows that "hi" was not all there was. */
function textOf(messages: readonly IncomingMessage[]): string {
  const files = messages.flatMap((message) => message.files.map(({ name }) => name));
  const texts = messages.map(({ text, kind }) => `${askedBy[kind]}${text}`);
  return [texts.join('\n'), ...(files.length === 0 ? [] : [`Files: ${files.join(', ')}`])].join(
    '\n\n',
  );
}

/** What a command says by its name. */
const askedBy: Readonly<Record<MessageKind, string>> = {
  mention: '',
  direct: '',
  'follow-up': '',
  'schema-review': 'Review my tables.\n',
  'api-review': 'Review my API contract.\n',
};

async function reconsider(
  { dispatch: decision, doubt }: LocalDispatch,
  input: DispatchInput,
  deps: RoutingDeps,
  signal: AbortSignal,
): Promise<{ decision: Dispatch; usage: Usage }> {
  const { owner, turns } = input.conversation;
  const asIs = { decision, usage: noUsage };
  if (doubt === null) return asIs;
  if (doubt === 'shift' && owner !== null && changedLately(owner, turns)) {
    return { decision: redecide(decision, owner.agent, 'owner', true), usage: noUsage };
  }
  if (!deps.model.available || !input.mayAsk) return asIs;
  const { verdict, usage } = await askModel(
    { ...input, text: textOf(input.messages), local: decision },
    deps,
    signal,
  );
  if (verdict === null) return { decision, usage };
  const decided =
    doubt === 'shift' && owner !== null
      ? shifted(decision, verdict, owner.agent)
      : routed(decision, verdict);
  return { decision: decided, usage };
}

/** At most one automatic change of hands in three turns: two agents must not take turns in a thread. */
function changedLately({ sinceTurn }: { sinceTurn: number }, turns: number): boolean {
  return sinceTurn > 0 && turns - sinceTurn < 3;
}

/** A thread changes hands only when the model is sure of it. */
function shifted(decision: Dispatch, verdict: Verdict, owner: string): Dispatch {
  const { agent, confidence, followUp } = verdict;
  if (agent === null || agent === owner || followUp || confidence !== 'high') {
    return redecide(decision, owner, 'owner', true);
  }
  return { ...byModel(decision, agent, true, null), switchedFrom: owner };
}

function routed(decision: Dispatch, { agent, confidence, alternative }: Verdict): Dispatch {
  // "Nobody" is believed only when it is sure: a question answered by the wrong agent beats one turned away.
  if (agent === null && confidence !== 'high') return decision;
  return byModel(decision, agent, confidence !== 'low', alternative);
}

function byModel(
  from: Dispatch,
  agent: string | null,
  confident: boolean,
  next: string | null,
): Dispatch {
  const decided = redecide(from, agent, 'model', confident);
  return next === null || next === agent ? decided : { ...decided, runnerUp: next };
}

/** Says from whom the thread was taken, also where that agent's file is gone. */
function handedOver(decision: Dispatch, { conversation: { owner } }: DispatchInput) {
  const changed = owner !== null && decision.agent !== null && decision.agent !== owner.agent;
  return changed ? { switchedFrom: owner.agent } : {};
}
