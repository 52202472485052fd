import type { Estimate } from './estimate.ts';
import { showFigure, showNumber } from './figure.ts';
import type { Doubling } from './sensitivity.ts';

/** What was computed, from what, by which formula, and what doubles it. */
export function writeEstimates(estimates: readonly Estimate[]): string {
  return estimates.map(writeEstimate).join('\n\n');
}

function writeEstimate({ kind, inputs, figures, doublesWhen, notes }: Estimate): string {
  const [first, ...others] = figures;
  const given = Object.entries(inputs)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `${name} = ${typeof value === 'number' ? value : JSON.stringify(value)}`,
    );
  return [
    `### ${kind.replaceAll('_', ' ')}`,
    `**${showFigure(first)}**, from ${first.formula}`,
    ...others.map((figure) => `- ${showFigure(figure)} (${figure.formula})`),
    `- Given: ${given.join(', ')}`,
    ...(doublesWhen.length === 0
      ? []
      : [`- ${first.name} doubles when ${doublesWhen.map(writeDoubling).join('; or ')}`]),
    ...notes.map((note) => `- ${note}`),
  ].join('\n');
}

function writeDoubling({ input, from, to }: Doubling): string {
  return `${input} goes from ${showNumber(from)} to ${showNumber(to)}`;
}
