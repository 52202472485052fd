import type { Artifact } from '../core/artifact.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Model, ModelRequest } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';
import type { Recommendation } from '../core/recommendation.ts';
import type { Rounds, RoundsDeps } from './answer-rounds.ts';
import { answerRounds } from './answer-rounds.ts';
import type { ConsultationEvent, DrawPriorities } from './consultation.ts';
import { assessCoverage, type Coverage, coverageLine } from './concerns/coverage.ts';
import { createDraft } from './draft.ts';
import { handOverNow, mendIt, withNote } from './host-notes.ts';
import type { StructureGround } from './structure/check-structure.ts';
import { extractStructure } from './structure/extract-structure.ts';
import { prioritise } from './structure/priority.ts';
import type { HandOver } from './structure/recommend-tool.ts';
import { writeStructure } from './structure/write-structure.ts';
import { structureEvidence } from './verify/evidence.ts';
import { type Examined, examine, type Ground } from './verify/examine.ts';
import type { Inspection } from './verify/inspection.ts';
import { insertMarks } from './verify/marks.ts';

export interface SettleDeps extends RoundsDeps {
  readonly model: Model;
  readonly handOver: HandOver;
  readonly inspection: Inspection;
  readonly ground: () => Ground;
  readonly drawPriorities: DrawPriorities | null;
  readonly structureGround: StructureGround;
  /** The question is one of substance: its answer ends in a structure. */
  readonly wantsStructure: boolean;
  /** What was asked: the concerns to cover depend on it. */
  readonly asked: string;
}

/** What became of an answer: its text stands in the draft. */
export interface Settled {
  readonly recommendation: Recommendation | null;
  readonly evidence: readonly Evidence[];
  readonly artifacts: readonly Artifact[];
  /** Null where the question is none of substance. */
  readonly coverage: Coverage | null;
}

/**
 * Checks an answer that came to its end, sends back once what does not hold, and puts what is final into the draft:
 * prose, structure, coverage, with a mark at each thing that still does not hold. Throws only when aborted.
 */
export async function* settleAnswer(
  first: Rounds,
  opening: Pick<ModelRequest, 'model' | 'system'>,
  deps: SettleDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, Settled> {
  const { draft, handOver, inspection, ground, meter } = deps;
  const examineWhole = async (text: string) => {
    const examined = await examine(text, inspection, ground);
    signal.throwIfAborted();
    return examined;
  };
  const check = (prose: string) => examineWhole(compose(prose, handOver.recommendation()));
  const written = draft.text();
  const [whole, rounds] = [compose(written, handOver.recommendation()), meter.rounds()];
  const before = await check(written);
  const mended = yield* sendBack(first, before, opening, deps, signal);
  const [prose, mending] = await better(written, before, mended, check);
  const structure = await structureOf(prose, first, deps, signal);
  const text = compose(prose, structure.recommendation);
  // Nothing was written, read or run since: it would come to the same.
  const isSame = text === whole && meter.rounds() === rounds;
  const { problems, evidence, artifacts } = isSame ? before : await examineWhole(text);
  const marks = problems.flatMap(({ mark }) => (mark === null ? [] : [mark]));
  const coverage = deps.wantsStructure ? assessCoverage(deps.asked, text) : null;
  const line = coverage === null ? '' : `\n\n${coverageLine(coverage)}`.trimEnd();
  yield* draft.replace(insertMarks(text, marks) + line);
  const { recommendation } = structure;
  const picture =
    recommendation === null ? null : await draw(recommendation, deps.drawPriorities, signal);
  return {
    recommendation,
    evidence: [...structure.evidence, ...evidence, ...mending],
    artifacts: [...artifacts, ...(picture === null ? [] : [picture])],
    coverage,
  };
}

/** The one chance to mend: the same conversation goes on, unseen until it is known which text is the better one. */
async function* sendBack(
  first: Rounds,
  { problems }: Examined,
  opening: Pick<ModelRequest, 'model' | 'system'>,
  deps: SettleDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, string | null> {
  if (first.end !== 'answered') return null;
  const complaints = problems.flatMap(({ complaint }) => (complaint === null ? [] : [complaint]));
  const { wantsStructure, handOver } = deps;
  const missing =
    wantsStructure && handOver.recommendation() === null && handOver.rejections() === 0;
  if (complaints.length === 0 && !missing) return null;
  const note = complaints.length === 0 ? handOverNow : mendIt(complaints, missing);
  const status =
    complaints.length === 0 ? 'Putting the recommendation in order' : mendingStatus(complaints);
  yield { type: 'status', text: status };
  const unseen = createDraft(() => 0);
  const terminal = { ...deps.terminal, needsProse: complaints.length > 0 };
  try {
    const messages = withNote(first.messages, note);
    const rounds = yield* answerRounds(
      { ...opening, messages },
      { ...deps, draft: unseen, terminal },
      signal,
    );
    return rounds.end === 'answered' && complaints.length > 0 ? unseen.text() : null;
  } catch (thrown) {
    // What stands already is an answer; that it could not be mended is said at each mark.
    if (signal.aborted || !(thrown instanceof ModelFailure)) throw thrown;
    return null;
  }
}

function mendingStatus({ length }: readonly string[]): string {
  return `Mending ${length === 1 ? 'what a check found' : `${length} things that checks found`}`;
}

/** A correction that breaks more than it mends, or drops most of the answer, is none. */
async function better(
  written: string,
  before: Examined,
  mended: string | null,
  check: (prose: string) => Promise<Examined>,
): Promise<readonly [string, readonly Evidence[]]> {
  const sent = before.problems.filter(({ complaint }) => complaint !== null);
  const details = sent.map(({ complaint }) => `- ${complaint ?? ''}`).join('\n');
  const told = (verdict: Evidence['verdict'], summary: string): readonly Evidence[] => [
    { subject: 'Corrections', by: 'host', verdict, summary, details },
  ];
  const count = `${sent.length} sent back`;
  if (sent.length === 0) return [written, []];
  if (mended === null || mended.trim().length < written.length * SMALLEST_SHARE) {
    return [written, told('failed', `${count}, none mended`)];
  }
  const { problems } = await check(mended);
  if (problems.length > before.problems.length) {
    return [written, told('failed', `${count}; the correction was worse and was dropped`)];
  }
  const left = problems.length === 0 ? 'all mended' : `${problems.length} left and marked`;
  return [mended, told(problems.length === 0 ? 'passed' : 'failed', `${count}, ${left}`)];
}

const SMALLEST_SHARE = 0.4;

interface FoundStructure {
  readonly recommendation: Recommendation | null;
  readonly evidence: readonly Evidence[];
}

async function structureOf(
  prose: string,
  { end }: Rounds,
  { handOver, wantsStructure, model, meter, structureGround }: SettleDeps,
  signal: AbortSignal,
): Promise<FoundStructure> {
  const handed = handOver.recommendation();
  if (handed !== null) {
    const { options, actions } = handed;
    const summary = `${options.length} options, ${actions.length} actions, complete and consistent`;
    return { recommendation: handed, evidence: [structureEvidence('model', summary)] };
  }
  if (!wantsStructure) return { recommendation: null, evidence: [] };
  const recommendation = end === 'answered' && meter.mayAsk() ? await extract() : null;
  const evidence =
    recommendation === null
      ? structureEvidence('missing', 'missing; the prose stands alone')
      : structureEvidence('extracted', 'read out of the prose, not handed over by the agent');
  return { recommendation, evidence: [evidence] };

  async function extract(): Promise<Recommendation | null> {
    meter.round();
    const extracted = await extractStructure(prose, structureGround, model, signal);
    meter.spend(extracted.usage);
    return extracted.recommendation;
  }
}

function compose(prose: string, structure: Recommendation | null): string {
  return structure === null ? prose : `${prose.trimEnd()}\n\n${writeStructure(structure)}`;
}

async function draw(
  { actions }: Recommendation,
  drawPriorities: DrawPriorities | null,
  signal: AbortSignal,
): Promise<Artifact | null> {
  // One action needs no picture.
  if (drawPriorities === null || actions.length < 2) return null;
  return await drawPriorities(prioritise(actions), signal);
}
