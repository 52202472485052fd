import type { Background } from '../consultation/background.ts';
import type { Answer, ConsultationEvent, ConsultationInput } from '../consultation/consultation.ts';
import { defaultConsultationLimits } from '../consultation/consultation.ts';
import { describeFailure } from '../consultation/describe-failure.ts';
import { footer } from '../consultation/footer.ts';
import type { Agent, AgentLibrary } from '../core/agent.ts';
import type { Clock } from '../core/clock.ts';
import type { Dispatch } from '../core/dispatch.ts';
import type { ReplyAction, ReplyEnding } from '../core/reply.ts';
import type { Requirement } from '../core/settings.ts';
import { type Usage, addUsage } from '../core/usage.ts';
import type { Allowance } from './allowance.ts';
import { interruption } from './drain.ts';
import { nextSteps } from './next-steps.ts';
import { referenceOf } from './question.ts';
import { type Responding, ownerAfter } from './responding.ts';
import type { Said } from './said.ts';
import { belowPartial, shutDownMark, stoppedMark } from './words.ts';

export type Consult = (
  input: ConsultationInput,
  signal: AbortSignal,
) => AsyncGenerator<ConsultationEvent, Answer>;

interface Consulting {
  readonly turn: Responding;
  readonly agent: Agent;
  readonly dispatch: Dispatch;
  /** What the channel keeps, and this thread does not say itself. */
  readonly requirements: readonly Requirement[];
  /** Where it was read already. */
  readonly background?: Background;
  readonly allowance: Extract<Allowance, { kind: 'granted' }>;
  /** What the choice of the agent cost. */
  readonly spent: Usage;
}

interface ConsultingDeps {
  readonly agents: AgentLibrary;
  readonly consult: Consult;
  readonly clock: Clock;
}

/** Has the agent answer, and hands each piece to the reply as it comes. */
export async function consulting(consultation: Consulting, deps: ConsultingDeps): Promise<Said> {
  const { turn, agent, dispatch, requirements, background, allowance, spent } = consultation;
  const { claim, question, lease, reply } = turn;
  const began = deps.clock.monotonic();
  const input: ConsultationInput = {
    thread: claim.thread,
    agent,
    conversation: claim.conversation,
    messages: question.messages,
    notedRequirements: requirements,
    ...(background === undefined ? {} : { background }),
    limits: { ...defaultConsultationLimits, usd: allowance.usd },
    onStatus: (text) => reply.status(text),
  };
  const answer = await relay(deps.consult(input, lease.signal), turn);
  const closing = closingWords(answer, turn, allowance);
  if (closing !== '') reply.append(closing);
  for (const artifact of answer.artifacts) reply.attach(artifact);
  const usage = addUsage(spent, answer.usage);
  const elapsedMs = deps.clock.monotonic() - began;
  const byModel = answer.outcome !== 'answered' || answer.model !== null;
  return {
    text: answer.text + closing,
    agent: agent.id,
    owner: ownerAfter(claim, dispatch),
    ending: {
      outcome: outcomeOf(answer, turn),
      footer: footerLine(
        footer({ agent: agent.name, elapsedMs, usage, byModel }),
        dispatch,
        deps.agents,
      ),
      feedback: answer.outcome === 'answered' && answer.model !== null,
      offer: offers(dispatch, deps.agents),
      evidence: answer.evidence,
      actions: [
        ...nextSteps(answer, question),
        ...answer.actions,
        ...(requirements.length > 0 ? [forgetThem] : []),
      ],
    },
    evidence: answer.evidence,
    ...(answer.recommendation === undefined ? {} : { recommendation: answer.recommendation }),
    usage,
    model: answer.model,
    failure: answer.outcome === 'failed' ? answer.failure.kind : null,
    ...(answer.digest === undefined ? {} : { digest: answer.digest }),
  };
}

const forgetThem: ReplyAction = {
  label: 'Forget this channel’s requirements',
  request: { type: 'forget-requirements' },
};

async function relay(
  events: AsyncGenerator<ConsultationEvent, Answer>,
  { reply, log }: Pick<Responding, 'reply' | 'log'>,
): Promise<Answer> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one event after the other
    const next = await events.next();
    if (next.done === true) return next.value;
    const event = next.value;
    if (event.type === 'text') reply.append(event.markdown);
    else if (event.type === 'status') reply.status(event.text);
    else if (event.type === 'discard') reply.discard();
    else log.debug({ tool: event.name, ok: event.ok, ms: event.ms }, 'a tool ran');
  }
}

/** What the host has to say under the model's words: that it was stopped, why it failed, that money is short. */
function closingWords(
  answer: Answer,
  { lease, question }: Responding,
  { warning }: Consulting['allowance'],
): string {
  const why = interruption(lease);
  if (why === 'stop') return belowPartial(answer.text, stoppedMark);
  if (why === 'last-words') return belowPartial(answer.text, shutDownMark);
  if (answer.outcome !== 'failed') return warning === null ? '' : `\n\n_${warning}_`;
  const { kind, retryAfterMs } = answer.failure;
  const reference = referenceOf(question.last);
  return belowPartial(answer.text, describeFailure(kind, reference, retryAfterMs));
}

function outcomeOf(answer: Answer, { lease }: Responding): ReplyEnding['outcome'] {
  const why = interruption(lease);
  if (why === 'stop') return 'stopped';
  if (why === 'last-words') return 'interrupted';
  return answer.outcome === 'failed' ? 'failed' : 'answered';
}

function footerLine(line: string, { switchedFrom }: Dispatch, agents: AgentLibrary): string {
  if (switchedFrom === undefined) return line;
  return `${line} · took over from ${nameOf(switchedFrom, agents)}`;
}

/** The other one who might have answered: the one before after a change of hands, else the runner-up. */
function offers(
  { switchedFrom, runnerUp, by }: Dispatch,
  agents: AgentLibrary,
): NonNullable<ReplyEnding['offer']> {
  const other = switchedFrom ?? (by === 'explicit' || by === 'owner' ? null : runnerUp);
  const agent = other === null ? undefined : agents.get(other);
  if (agent === undefined) return [];
  const verb = switchedFrom === undefined ? 'Ask' : 'Back to';
  return [{ agent: agent.id, label: `${verb} ${agent.name}` }];
}

function nameOf(id: string, agents: AgentLibrary): string {
  return agents.get(id)?.name ?? id;
}
