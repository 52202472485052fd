import type { InputPart } from '../core/model.ts';
import { isFromGuest } from '../core/message.ts';
import { ModelFailure } from '../core/model.ts';
import type { Usage } from '../core/usage.ts';
import { allowedTools } from './allowed-tools.ts';
import { answerRounds } from './answer-rounds.ts';
import { attach, threadFiles } from './attachments.ts';
import { contextMessages, decisionNotes, decisionParts, noBackground } from './background.ts';
import type { ConsultationDeps, ConsultationEvent, ConsultationInput } from './consultation.ts';
import { aborted, type End, stands } from './ending.ts';
import { history, mergeTurns } from './history.ts';
import { systemPrompt } from './house-contract.ts';
import { createPurse } from './purse.ts';
import { requirementsPart } from './requirements.ts';
import { wantsRecommendation } from './request-kind.ts';
import type { Run } from './run.ts';
import { type Settled, settleAnswer } from './settle-answer.ts';
import { RECOMMEND } from './structure/recommend-tool.ts';
import type { ToolRun } from './tool-round.ts';
import { personBlock } from './transcript.ts';
import type { Wall } from './wall.ts';

/** How it ended, who answered, and what became of the checks; null where there was nothing to check. */
export interface Answered {
  readonly end: End;
  readonly model: string | null;
  readonly settled: Settled | null;
}

/** Has the model answer and checks what it wrote, within the time. Whatever goes wrong is an end, not an exception. */
export async function* answerWithin(
  input: ConsultationInput,
  deps: ConsultationDeps,
  run: Run,
  wall: Wall,
): AsyncGenerator<ConsultationEvent, Answered> {
  let model: string | null = null;
  try {
    const opening = yield* openRequest(input, run, wall.signal);
    const rounds = yield* answerRounds(opening, roundsDeps(input, deps, run), wall.signal);
    model = rounds.model;
    if (!stands(rounds)) return { end: rounds, model, settled: null };
    const settled = yield* settleAnswer(rounds, opening, settleDeps(input, deps, run), wall.signal);
    return { end: rounds, model, settled };
  } catch (thrown) {
    return { end: endOf(thrown, wall), model, settled: null };
  }
}

function endOf(thrown: unknown, wall: Wall): End {
  if (wall.expired()) return { end: 'cut-short', by: 'time' };
  if (wall.signal.aborted) return { end: 'failed', failure: aborted };
  if (!(thrown instanceof ModelFailure)) throw thrown;
  const { kind, retryAfterMs, requestId } = thrown;
  return { end: 'failed', failure: { kind, retryAfterMs, requestId } };
}

function roundsDeps(input: ConsultationInput, deps: ConsultationDeps, run: Run) {
  const { handOver } = run;
  const purse = createPurse(input.limits.usd, () => run.meter.usage().usd);
  return {
    ...run,
    model: deps.model,
    clock: deps.clock,
    log: deps.log,
    tools: [...allowedTools(input.agent, deps.tools), handOver.tool],
    terminal: {
      name: RECOMMEND,
      needsProse: true,
      isOver: () => handOver.recommendation() !== null || handOver.rejections() > 1,
    },
    toolContext: {
      ...toolContext(input, run),
      setApartUsd: purse.setApart,
      spend: (usage: Usage) => run.meter.spend(usage),
    },
    onToolRun(ran: ToolRun) {
      // The tools of a round are reported when all of them are done.
      purse.release();
      run.toolRuns.push(ran);
    },
  };
}

/** What the tools of a consultation may see of its thread. */
export function toolContext(input: ConsultationInput, { reading }: Pick<Run, 'reading'>) {
  return {
    thread: input.thread,
    files: threadFiles(input.messages, input.conversation),
    readFile: reading.files.read.bind(reading.files),
    said: saidByPeople(input),
    forGuest: input.messages.some(isFromGuest),
    ...(input.onStatus === undefined ? {} : { status: input.onStatus }),
  };
}

function settleDeps(input: ConsultationInput, deps: ConsultationDeps, run: Run) {
  return {
    ...roundsDeps(input, deps, run),
    drawPriorities: deps.drawPriorities ?? null,
    wantsStructure: wantsRecommendation(input.messages),
    asked: saidByPeople(input).join('\n'),
  };
}

function saidByPeople({ conversation, messages }: ConsultationInput): readonly string[] {
  const before = conversation.messages.filter(({ role }) => role === 'person');
  return [...before, ...messages].map(({ text }) => text);
}

/** The request's beginning: who answers, what was said, what is asked, and the files that came with it. */
export async function* openRequest(input: ConsultationInput, run: Run, signal: AbortSignal) {
  const { agent, conversation, messages, background = noBackground } = input;
  const count = messages.flatMap((message) => message.files).length;
  const reading: ConsultationEvent = { type: 'status', text: 'Reading the files' };
  yield count > 0 ? reading : { type: 'status' as const, text: 'Thinking' };
  const before = history(conversation, agent.id);
  const { parts, notes } = await attach(messages, conversation, run.reading.files, signal);
  run.notes.push(...notes);
  if (before.leftOut > 0) run.notes.push(forgotten(before.leftOut));
  const asked: readonly InputPart[] = messages.map((message) => ({
    type: 'text',
    text: personBlock(message),
  }));
  const noted = requirementsPart(input.notedRequirements ?? []);
  const content = [...noted.parts, ...decisionParts(background), ...asked, ...parts];
  run.notes.push(...noted.notes, ...decisionNotes(background));
  return {
    model: agent.model,
    system: systemPrompt(agent),
    messages: mergeTurns([
      ...contextMessages(background),
      ...before.messages,
      { role: 'user', content },
    ]),
  };
}

function forgotten(count: number): string {
  return `This thread is long, and I could not summarise it: ${count} of its earlier messages were not before me.`;
}
