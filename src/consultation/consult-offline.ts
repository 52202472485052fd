import { addUsage, noUsage } from '../core/usage.ts';
import { allowedTools } from './allowed-tools.ts';
import { answerRounds } from './answer-rounds.ts';
import { openRequest, toolContext } from './answer-within.ts';
import { distinctArtifacts } from './artifacts.ts';
import type {
  Answer,
  ConsultationDeps,
  ConsultationEvent,
  ConsultationInput,
} from './consultation.ts';
import { createDraft } from './draft.ts';
import { aborted, type End, toOutcome } from './ending.ts';
import { startRun } from './run.ts';
import { startWall } from './wall.ts';

/**
 * The answer where no model is connected: the stand-in calls tools and writes what they found. Its words need none of
 * the checks that a model's do, there is nothing to hand over, and nobody pays.
 */
export async function* consultOffline(
  input: ConsultationInput,
  deps: ConsultationDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, Answer> {
  const wall = startWall(deps.clock, input.limits.wallMs, signal);
  const free = { ...deps, worstCaseUsd: () => 0 };
  const run = { ...startRun(input, free, wall.signal), draft: createDraft() };
  const rounds = {
    ...run,
    model: deps.model,
    clock: deps.clock,
    log: deps.log,
    tools: allowedTools(input.agent, deps.tools),
    terminal: { name: '', isOver: () => false, needsProse: true },
    toolContext: toolContext(input, run),
    onToolRun: run.toolRuns.push.bind(run.toolRuns),
  };
  try {
    const opening = yield* openRequest(input, run, wall.signal);
    const end = yield* answerRounds(opening, rounds, wall.signal);
    // A last word that might have become a key is given out as well.
    yield* run.draft.replace(run.draft.text());
    return finished(end);
  } catch (thrown) {
    if (!wall.signal.aborted) throw thrown;
    const end: End = wall.expired()
      ? { end: 'cut-short', by: 'time' }
      : { end: 'failed', failure: aborted };
    return finished(end);
  } finally {
    wall.end();
  }

  function finished(end: End): Answer {
    const results = run.toolRuns.flatMap(({ result }) => (result.ok ? [result] : []));
    return {
      ...toOutcome(end),
      text: run.draft.text(),
      agent: input.agent.id,
      model: null,
      usage: addUsage(noUsage, run.meter.usage()),
      rounds: run.meter.rounds(),
      notes: run.notes,
      evidence: results.flatMap(({ evidence = [] }) => evidence),
      artifacts: distinctArtifacts(results.flatMap(({ artifacts = [] }) => artifacts)),
      actions: results.flatMap(({ actions = [] }) => actions),
    };
  }
}
