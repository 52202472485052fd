import type { Thread } from '../../src/core/thread.ts';
import type {
  ConsultationDeps,
  ConsultationEvent,
  ConsultationInput,
  Answer,
} from '../../src/consultation/consultation.ts';
import { consult } from '../../src/consultation/consult.ts';
import { defaultConsultationLimits } from '../../src/consultation/consultation.ts';
import { readFileTool } from '../../src/consultation/tools/read-file.ts';
import { createAnthropicModel, defaultModelLimits } from '../../src/anthropic/anthropic-model.ts';
import { worstCaseUsd } from '../../src/anthropic/worst-case.ts';
import type { Agent } from '../../src/core/agent.ts';
import type { Conversation, ConversationMessage } from '../../src/core/conversation.ts';
import type { FileContent, FileRefused, Files } from '../../src/core/file.ts';
import type { FileRef, IncomingMessage } from '../../src/core/message.ts';
import type { Model } from '../../src/core/model.ts';
import { noUsage } from '../../src/core/usage.ts';
import { silentLog } from '../../src/lib/log.ts';
import { jumpingClock } from '../support/clock.ts';

export function anAgent(overrides: Partial<Agent> = {}): Agent {
  return {
    id: 'schema-reviewer',
    name: 'schema-reviewer',
    description: 'Reviews schemas.',
    routingText: 'Reviews schemas.',
    prompt: 'You review schemas.',
    model: null,
    tools: null,
    file: 'schema-reviewer.md',
    status: 'loaded',
    warnings: [],
    ...overrides,
  };
}

export function aMessage(overrides: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    thread: aThread,
    ts: '1763789999.000100',
    kind: 'mention',
    user: 'U1',
    text: 'Should ids be UUIDs?',
    files: [],
    receivedAt: 0,
    traceId: 'trace-1',
    ...overrides,
  };
}

export function aConversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    messages: [],
    owner: null,
    digest: null,
    digestedCount: 0,
    usage: noUsage,
    turns: 0,
    ...overrides,
  };
}

export function aFile(name: string, overrides: Partial<FileRef> = {}): FileRef {
  return { id: `F${name}`, name, mimetype: 'text/plain', size: 100, ...overrides };
}

/** Person and agent in turn, `count` messages. */
export function talk(
  count: number,
  text: (index: number) => string = (n) => `line ${n}`,
): ConversationMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const ts = `17637800${String(index).padStart(4, '0')}.000100`;
    return index % 2 === 0
      ? { role: 'person', ts, user: 'U1', text: text(index), files: [] }
      : { role: 'agent', ts, agent: 'schema-reviewer', text: text(index) };
  });
}

/** Files by name. */
export function filesOf(
  contents: Readonly<Record<string, FileContent | FileRefused | string>>,
): Files {
  return {
    async read(file, signal) {
      signal.throwIfAborted();
      const content = contents[file.name] ?? { kind: 'refused', why: 'it is gone' };
      return typeof content === 'string'
        ? { kind: 'text', text: content, truncatedBytes: 0 }
        : content;
    },
  };
}

export function modelAt(
  url: string,
  options: { compat?: 'full' | 'minimal'; clock?: ConsultationDeps['clock'] } = {},
): Model {
  return createAnthropicModel({
    apiKey: 'key',
    baseUrl: url,
    override: null,
    aliases: {},
    compat: options.compat ?? 'full',
    limits: defaultModelLimits,
    log: silentLog,
    clock: options.clock ?? jumpingClock({ automatic: true }).clock,
    random: () => 0,
  });
}

export interface Consulted {
  readonly events: readonly ConsultationEvent[];
  readonly answer: Answer;
  /** What a thread would show at the end: text, with discards obeyed. */
  readonly shown: string;
}

export const aThread: Thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };

export type Question = Partial<Omit<ConsultationInput, 'limits'>> & {
  readonly limits?: Partial<ConsultationInput['limits']>;
};

/** Asks, over the scripted model's address or a model of the test's own. */
export async function ask(
  model: Model,
  question: Question = {},
  deps: Partial<ConsultationDeps> = {},
  signal: AbortSignal = new AbortController().signal,
  onEvent: (event: ConsultationEvent) => void = () => {},
): Promise<Consulted> {
  const consultation = consult(
    {
      thread: question.thread ?? aThread,
      agent: question.agent ?? anAgent(),
      conversation: question.conversation ?? aConversation(),
      messages: question.messages ?? [aMessage()],
      ...(question.background === undefined ? {} : { background: question.background }),
      limits: { ...defaultConsultationLimits, ...question.limits },
    },
    {
      model,
      tools: [readFileTool],
      files: filesOf({}),
      worstCaseUsd: (request) =>
        worstCaseUsd(request, { override: null, aliases: {}, compat: 'full' }),
      clock: jumpingClock({ automatic: true }).clock,
      log: silentLog,
      ...deps,
    },
    signal,
  );
  const events: ConsultationEvent[] = [];
  let shown = '';
  for (;;) {
    const next = await consultation.next();
    if (next.done === true) return { events, answer: next.value, shown };
    events.push(next.value);
    if (next.value.type === 'text') shown += next.value.markdown;
    if (next.value.type === 'discard') shown = '';
    onEvent(next.value);
  }
}
