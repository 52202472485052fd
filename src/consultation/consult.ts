import type { InputPart } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';
import { addUsage, noUsage } from '../core/usage.ts';
import { allowedTools } from './allowed-tools.ts';
import type { RoundsEnd } from './answer-rounds.ts';
import { answerRounds } from './answer-rounds.ts';
import { distinctArtifacts } from './artifacts.ts';
import { attach, threadFiles } from './attachments.ts';
import { digestInBackground } from './background-digest.ts';
import type {
  Answer,
  ConsultationDeps,
  ConsultationEvent,
  ConsultationInput,
  Failure,
  Outcome,
} from './consultation.ts';
import type { Draft } from './draft.ts';
import { createDraft } from './draft.ts';
import { explainNoModel } from './explain-no-model.ts';
import { history, mergeTurns } from './history.ts';
import { cutSentence, refusedSentence } from './host-notes.ts';
import { systemPrompt } from './house-contract.ts';
import { createMeter } from './meter.ts';
import type { Meter } from './meter.ts';
import type { ToolRun } from './tool-round.ts';
import { personBlock } from './transcript.ts';
import type { Wall } from './wall.ts';
import { startWall } from './wall.ts';

/**
 * Answers one question. Yields what happens, returns how it ended. Never throws for what a model, a tool or a file
 * does, nor when aborted: the outcome says it, and what was spent. Posts nothing and stores nothing.
 */
export async function* consult(
  input: ConsultationInput,
  deps: ConsultationDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, Answer> {
  const draft = createDraft();
  const base = { agent: input.agent.id, model: null, usage: noUsage, rounds: 0, notes: [] };
  const bare = { evidence: [], artifacts: [] };
  if (!deps.model.available) {
    yield draft.paragraph(explainNoModel(input.agent, input));
    return { ...base, ...bare, outcome: 'answered', text: draft.text() };
  }
  const run: Run = {
    draft,
    meter: createMeter(input.limits, deps),
    notes: [],
    toolRuns: [],
    model: null,
  };
  const wall = startWall(deps.clock, input.limits.wallMs, signal);
  const digesting = digestInBackground(input.conversation, deps, wall.signal);
  try {
    const end = yield* answerWithin(input, deps, run, wall);
    yield* conclude(end, run);
    const { digest, usage } = await digesting.collect();
    return {
      ...toOutcome(end),
      text: draft.text(),
      agent: input.agent.id,
      model: run.model,
      usage: addUsage(run.meter.usage(), usage),
      rounds: run.meter.rounds(),
      notes: run.notes,
      ...(stands(end) ? gathered(run.toolRuns) : bare),
      ...(digest !== null && { digest }),
    };
  } finally {
    wall.end();
  }
}

interface Run {
  readonly draft: Draft;
  readonly meter: Meter;
  readonly notes: string[];
  readonly toolRuns: ToolRun[];
  model: string | null;
}

type End = RoundsEnd | { readonly end: 'failed'; readonly failure: Failure };

async function* answerWithin(
  input: ConsultationInput,
  deps: ConsultationDeps,
  run: Run,
  wall: Wall,
): AsyncGenerator<ConsultationEvent, End> {
  try {
    const opening = yield* open(input, deps, run, wall.signal);
    const files = threadFiles(input.messages, input.conversation);
    const readFile = deps.files.read.bind(deps.files);
    const { model: asked, clock, log } = deps;
    const toolContext = { thread: input.thread, files, readFile };
    const tools = allowedTools(input.agent, deps.tools);
    const onToolRun = (ran: ToolRun) => void run.toolRuns.push(ran);
    const rounds = { ...run, model: asked, clock, log, tools, toolContext, onToolRun };
    const { model, ...end } = yield* answerRounds(opening, rounds, wall.signal);
    run.model = model;
    return end;
  } catch (thrown) {
    if (wall.expired()) return { end: 'cut-short', by: 'time' };
    if (wall.signal.aborted) return { end: 'failed', failure: aborted };
    if (!(thrown instanceof ModelFailure)) throw thrown;
    const { kind, retryAfterMs, requestId } = thrown;
    return { end: 'failed', failure: { kind, retryAfterMs, requestId } };
  }
}

const aborted: Failure = { kind: 'aborted', retryAfterMs: null, requestId: null };

/** The request's beginning: who answers, what was said, what is asked, and the files that came with it. */
async function* open(
  input: ConsultationInput,
  deps: ConsultationDeps,
  run: Run,
  signal: AbortSignal,
) {
  const { agent, conversation, messages } = input;
  const count = messages.flatMap((message) => message.files).length;
  const reading: ConsultationEvent = { type: 'status', text: 'Reading the files' };
  yield count > 0 ? reading : { type: 'status' as const, text: 'Thinking' };
  const before = history(conversation, agent.id);
  const { parts, notes } = await attach(messages, conversation, deps.files, signal);
  run.notes.push(...notes);
  if (before.leftOut > 0) run.notes.push(forgotten(before.leftOut));
  const asked: readonly InputPart[] = messages.map((message) => ({
    type: 'text',
    text: personBlock(message),
  }));
  return {
    model: agent.model,
    system: systemPrompt(agent),
    messages: mergeTurns([...before.messages, { role: 'user', content: [...asked, ...parts] }]),
  };
}

function forgotten(count: number): string {
  return `This thread is long, and I could not summarise it: ${count} of its earlier messages were not before me.`;
}

/** The last words under the text: why it ended, and what was left out. */
function* conclude(end: End, { draft, notes }: Run): Generator<ConsultationEvent> {
  if (end.end === 'failed' || end.end === 'empty' || end.end === 'broke') return;
  if (end.end === 'refused') {
    // What a refused reply had begun is not an answer, and must not come back with the history.
    yield* draft.clear();
    yield draft.paragraph(refusedSentence);
  }
  if (end.end === 'cut-short') yield draft.paragraph(cutSentence(end.by));
  if (notes.length > 0) yield draft.paragraph(notes.map((note) => `> ${note}`).join('\n'));
}

/** Whether what is posted is an answer: only then it has files and evidence. */
function stands({ end }: End): boolean {
  return end === 'answered' || end === 'cut-short';
}

function gathered(runs: readonly ToolRun[]): Pick<Answer, 'evidence' | 'artifacts'> {
  const results = runs.flatMap(({ result }) => (result.ok ? [result] : []));
  return {
    evidence: results.flatMap(({ evidence = [] }) => evidence),
    artifacts: distinctArtifacts(results.flatMap(({ artifacts = [] }) => artifacts)),
  };
}

function toOutcome(end: End): Outcome {
  switch (end.end) {
    case 'answered':
    case 'refused':
      return { outcome: end.end };
    case 'cut-short':
      return { outcome: 'cut-short', by: end.by };
    case 'failed':
      return { outcome: 'failed', failure: end.failure };
    case 'broke':
      return { outcome: 'failed', failure: { ...aborted, kind: 'budget' } };
    case 'empty':
      return { outcome: 'failed', failure: { ...aborted, kind: 'empty' } };
  }
}
