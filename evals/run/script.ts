import type { ScriptedModel } from '../../tests/support/model.ts';
import type { Step } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

type Request = ScriptedModel['requests'][number];

/**
 * Lets the model make the case's moves, in order, at the requests that are about it; the last move is repeated. What a
 * request costs is computed from its size, so that a prompt that grows shows up in the budget: four characters a token,
 * and nothing cached.
 */
export function playScript(
  { id, model: moves }: EvalCase,
  model: ScriptedModel,
  isOurs: (request: Request) => boolean,
  canary: string,
): void {
  let made = 0;
  model.always(
    (request) => {
      const move = moves[Math.min(made, moves.length - 1)];
      if (move === undefined) throw new Error(`${id} has no move for a model`);
      made += 1;
      const steps = typeof move === 'function' ? move(request) : move;
      const usage = { input: Math.ceil(request.raw.length / CHARACTERS_A_TOKEN) };
      return { steps: steps.map((step) => planted(step, canary)), usage };
    },
    (request) => !request.wantsJson && isOurs(request),
  );
}

const CHARACTERS_A_TOKEN = 4;

function planted(step: Step, canary: string): Step {
  if (step.do === 'text') return { ...step, text: step.text.replaceAll('{canary}', canary) };
  if (step.do === 'tool') return { ...step, json: step.json.replaceAll('{canary}', canary) };
  return step;
}
