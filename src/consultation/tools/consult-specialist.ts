import { z } from 'zod';
import { agentIdMatches, type Agent, type AgentLibrary } from '../../core/agent.ts';
import type { IncomingMessage } from '../../core/message.ts';
import { defineTool, type Tool, type ToolContext, type ToolResult } from '../../core/tool.ts';
import { noUsage } from '../../core/usage.ts';
import type { Answer, ConsultationEvent, ConsultationInput } from '../consultation.ts';
import { defaultConsultationLimits } from '../consultation.ts';
import { opinionFile } from '../opinion-file.ts';

/** Shorter than what one answer may take: the one who asks has to make something of it. */
const limits = { ...defaultConsultationLimits, rounds: 6, wallMs: 90_000, maxTokens: 8_000 };

/** Of what the answer may still spend: two opinions, and its own end. */
const share = 1 / 3;
/** Where the budget is not known to the tool. */
const fallbackUsd = 0.5;

const mostFiles = 12;

const Input = z.strictObject({
  agent: z.string().min(1).max(80).describe('Id of the agent to ask: "security-reviewer".'),
  brief: z
    .string()
    .min(20)
    .max(6_000)
    .describe(
      'All that it needs to know, for it sees nothing else of the thread: the question, the facts with their numbers, and what you want judged. Not your own opinion.',
    ),
});

/**
 * Asks another agent on a brief. It has its own limits and tools, all but this one: an opinion asks for no opinions. Its
 * words are kept apart, under the answer, and what it spends counts towards the answer that asked.
 */
export function createConsultSpecialistTool(deps: {
  readonly agents: AgentLibrary;
  /** Without this tool among its own. */
  readonly consult: (
    input: ConsultationInput,
    signal: AbortSignal,
  ) => AsyncGenerator<ConsultationEvent, Answer>;
}): Tool {
  return defineTool({
    name: 'consult_specialist',
    description: [
      'Asks another agent of this workspace for its opinion on a brief that you write. Use it where a part of the question is that',
      'agent’s field and not yours, at most twice an answer; it takes up to a minute and costs as much as a short answer. Its',
      'opinion is shown to the people as its own. Quote where you follow it, and say where you differ.',
    ].join(' '),
    activity: 'Asking a specialist',
    input: Input,
    timeoutMs: limits.wallMs + 15_000,
    async run({ agent: wanted, brief }, context) {
      const agent = deps.agents.list().find(({ id, name }) => {
        return agentIdMatches(id, wanted) || agentIdMatches(name, wanted);
      });
      if (agent === undefined) return unknown(wanted, deps.agents.list());
      const asked = deps.consult(inputOf(agent, brief, context), context.signal);
      const answer = await wholeAnswer(asked, agent, context);
      context.spend?.(answer.usage);
      return resultOf(agent, answer);
    },
  });
}

function inputOf(agent: Agent, brief: string, context: ToolContext): ConsultationInput {
  const { thread, files, setApartUsd, forGuest = false } = context;
  const message: IncomingMessage = {
    thread,
    ts: thread.ts,
    kind: 'mention',
    // The asking agent's words, not a person's.
    user: 'colleague',
    // On whose behalf it asks does not change.
    ...(forGuest ? { userTeam: 'another' } : {}),
    text: brief,
    files: files.slice(0, mostFiles),
    receivedAt: 0,
    traceId: '',
  };
  return {
    thread,
    agent,
    conversation: {
      messages: [],
      owner: null,
      digest: null,
      digestedCount: 0,
      usage: noUsage,
      turns: 0,
    },
    messages: [message],
    limits: { ...limits, usd: setApartUsd?.(share) ?? fallbackUsd },
  };
}

async function wholeAnswer(
  events: AsyncGenerator<ConsultationEvent, Answer>,
  agent: Agent,
  { status }: ToolContext,
): Promise<Answer> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one event after the other
    const next = await events.next();
    if (next.done === true) return next.value;
    if (next.value.type === 'status') status?.(`${agent.name}: ${next.value.text}`);
  }
}

function resultOf(agent: Agent, answer: Answer): ToolResult {
  const { text, outcome, evidence } = answer;
  const stands = (outcome === 'answered' || outcome === 'cut-short') && text.trim() !== '';
  if (!stands) {
    const content = `${agent.id} came to no answer. Go on without it, and say that you could not ask.`;
    return { ok: true, content };
  }
  return {
    ok: true,
    content: `Opinion of ${agent.id}. It is advice, not a fact that was checked, unless it says what was run:\n\n${text}`,
    evidence: [
      {
        subject: `opinion of ${agent.name}`,
        by: 'consult_specialist',
        verdict: 'unverified',
        summary: 'its own words, kept apart',
        details: text.slice(0, 2_500),
      },
      ...evidence.map((each) => ({ ...each, subject: `${agent.name}: ${each.subject}` })),
    ],
    artifacts: [opinionFile(agent, text)],
  };
}

function unknown(wanted: string, agents: readonly Agent[]): ToolResult {
  const names = agents.map(({ id }) => id).join(', ');
  return { ok: false, content: `There is no agent "${wanted}". There are: ${names}.` };
}
