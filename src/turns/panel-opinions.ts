import { defaultConsultationLimits, type Answer } from '../consultation/consultation.ts';
import type { Agent } from '../core/agent.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Claim } from '../core/inbox.ts';
import type { IncomingMessage } from '../core/message.ts';
import { addUsage, noUsage, type Usage } from '../core/usage.ts';
import type { Consult } from './consulting.ts';

/** What one specialist said; no text where it did not come to an answer. */
export interface Opinion {
  readonly agent: Agent;
  readonly text: string | null;
  readonly evidence: readonly Evidence[];
}

interface Panel {
  readonly claim: Claim;
  readonly agents: readonly Agent[];
  readonly brief: IncomingMessage;
  /** For all of it; the synthesis needs a share, too. */
  readonly usd: number;
}

interface PanelOpinions {
  readonly opinions: readonly Opinion[];
  readonly usage: Usage;
  /** What the synthesis may cost: the rest, at most its share where nobody knows all that the opinions cost. */
  readonly leftUsd: number;
}

/** Short of what one answer may take, for a synthesis follows. */
const wallMs = 120_000;
const rounds = 8;

/** Has each agent answer the brief, side by side, none seeing another's words. */
export async function askPanel(
  { claim, agents, brief, usd }: Panel,
  how: {
    readonly consult: Consult;
    readonly status: (text: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<PanelOpinions> {
  let done = 0;
  const tellProgress = () => how.status(`Panel: ${done} of ${agents.length} have answered`);
  tellProgress();
  const share = usd / (agents.length + 1);
  const limits = { ...defaultConsultationLimits, rounds, wallMs, usd: share };
  const answers = await Promise.all(
    agents.map(async (agent) => {
      const conversation = peopleOnly(claim.conversation);
      const input = { thread: claim.thread, agent, conversation, messages: [brief], limits };
      const answer = await whole(how.consult(input, how.signal));
      done += 1;
      tellProgress();
      return { agent, answer };
    }),
  );
  const usage = answers.reduce((sum, { answer }) => addUsage(sum, answer.usage), noUsage);
  return {
    opinions: answers.map(({ agent, answer }) => opinionOf(agent, answer)),
    usage,
    leftUsd: Math.max(0, Math.min(usage.unpricedTokens > 0 ? share : usd, usd - usage.usd)),
  };
}

/** The facts that people gave, and no earlier advice. */
function peopleOnly(conversation: Conversation): Conversation {
  const messages = conversation.messages.filter(({ role }) => role === 'person');
  return { ...conversation, messages, digest: null, digestedCount: 0 };
}

/** What the synthesis sees: the same, and each opinion as that agent's answer. */
export function withAnswers(
  conversation: Conversation,
  opinions: readonly Opinion[],
  ts: string,
): Conversation {
  const people = peopleOnly(conversation);
  const answers = opinions.map(({ agent, text }) => {
    const said = text ?? '(This specialist came to no answer.)';
    return { role: 'agent', ts, agent: agent.id, text: said } as const;
  });
  return { ...people, messages: [...people.messages, ...answers] };
}

/** The answer, without its way into a thread. */
async function whole(events: ReturnType<Consult>): Promise<Answer> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one event after the other
    const next = await events.next();
    if (next.done === true) return next.value;
  }
}

function opinionOf(agent: Agent, answer: Answer): Opinion {
  const stands = answer.outcome === 'answered' || answer.outcome === 'cut-short';
  const evidence = answer.evidence.map((each) => ({
    ...each,
    subject: `${agent.name}: ${each.subject}`,
  }));
  return { agent, text: stands && answer.text.trim() !== '' ? answer.text : null, evidence };
}
