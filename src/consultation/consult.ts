import { addUsage } from '../core/usage.ts';
import { answerWithin, type Answered } from './answer-within.ts';
import { distinctArtifacts } from './artifacts.ts';
import { consultOffline } from './consult-offline.ts';
import { digestInBackground } from './background-digest.ts';
import type {
  Answer,
  ConsultationDeps,
  ConsultationEvent,
  ConsultationInput,
} from './consultation.ts';
import { type End, stands, toOutcome } from './ending.ts';
import { cutSentence, refusedSentence } from './host-notes.ts';
import { type Run, startRun } from './run.ts';
import { releaseHeld } from './verify/release-held.ts';
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
  if (!deps.model.available) return yield* consultOffline(input, deps, signal);
  const wall = startWall(deps.clock, input.limits.wallMs, signal);
  const run = startRun(input, deps, wall.signal);
  const digesting = digestInBackground(input.conversation, deps, wall.signal);
  try {
    const answered = yield* answerWithin(input, deps, run, wall);
    yield* conclude(answered.end, run, signal);
    const { digest, usage } = await digesting.collect();
    return {
      ...toOutcome(answered.end),
      // After a stop nothing more is given out.
      text: signal.aborted ? run.draft.shown() : run.draft.text(),
      agent: input.agent.id,
      model: answered.model,
      usage: addUsage(run.meter.usage(), usage),
      rounds: run.meter.rounds(),
      notes: run.notes,
      ...(stands(answered.end) ? gathered(run, answered) : nothing),
      ...(digest !== null && { digest }),
    };
  } finally {
    wall.end();
  }
}

/** The last words under the text: why it ended, and what was left out. */
async function* conclude(
  end: End,
  { draft, notes, inspection }: Run,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, void> {
  if (end.end === 'refused') {
    // What a refused reply had begun is not an answer, and must not come back with the history.
    yield* draft.clear();
    yield* draft.paragraph(refusedSentence);
  } else if (!signal.aborted) {
    yield* await releaseHeld(draft, inspection);
  }
  if (end.end === 'failed' || end.end === 'empty' || end.end === 'broke') return;
  if (end.end === 'cut-short') yield* draft.paragraph(cutSentence(end.by));
  if (notes.length > 0) yield* draft.paragraph(notes.map((note) => `> ${note}`).join('\n'));
}

type Gathered = Pick<Answer, 'evidence' | 'artifacts' | 'actions' | 'recommendation' | 'coverage'>;

const nothing: Gathered = { evidence: [], artifacts: [], actions: [] };

/** What tools and checks brought beside the text. */
function gathered({ toolRuns }: Run, { settled }: Answered): Gathered {
  const results = toolRuns.flatMap(({ result }) => (result.ok ? [result] : []));
  const recommendation = settled?.recommendation ?? null;
  const coverage = settled?.coverage ?? null;
  return {
    evidence: [...results.flatMap(({ evidence = [] }) => evidence), ...(settled?.evidence ?? [])],
    artifacts: distinctArtifacts([
      ...results.flatMap(({ artifacts = [] }) => artifacts),
      ...(settled?.artifacts ?? []),
    ]),
    actions: results.flatMap(({ actions = [] }) => actions),
    ...(recommendation !== null && { recommendation }),
    ...(coverage !== null && { coverage }),
  };
}
