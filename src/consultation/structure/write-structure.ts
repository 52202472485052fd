import type { Recommendation } from '../../core/recommendation.ts';
import { prioritise, type PrioritisedAction } from './priority.ts';

/** More would bury the answer above it; all of it stays with the answer and goes into a decision record. */
const most = { options: 4, actions: 5, risks: 4, assumptions: 8, questions: 5, sources: 6 };
const longestCell = 160;

/**
 * The structure as it stands beneath the prose: compact, and nothing in it that the prose had to say first. What to do
 * stands above what it was chosen from: in a thread the table of options fills the screen.
 */
export function writeStructure(structure: Recommendation): string {
  const { assumptions, openQuestions, risks, revisit, sources } = structure;
  const sections = [
    decisionLine(structure),
    section('### Do first', prioritise(structure.actions).map(actionLine), most.actions, true),
    `### Options\n${optionsTable(structure)}`,
    section(
      '### Risks',
      risks.map(({ risk, mitigation }) => `${cell(risk)} → ${cell(mitigation)}`),
      most.risks,
    ),
    section('### Assumptions', assumptions.map(cell), most.assumptions),
    section('### Open questions', openQuestions.map(cell), most.questions),
    sources.length === 0
      ? ''
      : `**Sources:** ${sources.slice(0, most.sources).map(cell).join(' · ')}`,
    `**Revisit when** ${lowerFirst(cell(revisit.when))}${revisit.by === undefined ? '' : ` (${revisit.by} at the latest)`}`,
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function optionsTable({ options, decision, requirements }: Recommendation): string {
  const shown = options.slice(0, most.options);
  const rows = shown.map(({ name, isDoNothing, summary, tradeOffs }) => {
    const chosen = name.toLowerCase() === decision.option.toLowerCase();
    const unnamed = isDoNothing && !/\bnothing\b/i.test(name);
    const marks = [...(chosen ? ['chosen'] : []), ...(unnamed ? ['do nothing'] : [])];
    const title = `**${cell(name)}**${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
    const text = (effect: 'helps' | 'hurts') =>
      reasons(tradeOffs.filter((tradeOff) => tradeOff.effect === effect)) || '–';
    return `| ${title} | ${cell(summary)} | ${text('helps')} | ${text('hurts')} |`;
  });
  const legend = requirements.map(({ id, text }) => `${id} ${cell(text)}`).join(' · ');
  return [
    ...(legend === '' ? [] : [`_${legend}_`, '']),
    '| Option | What | Helps | Hurts |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** A reason that holds for several requirements is told once: "R1, R2: events are rows". Cells are narrow. */
function reasons(tradeOffs: Recommendation['options'][number]['tradeOffs']): string {
  const told = new Map<string, string>();
  for (const { requirement, why } of tradeOffs) {
    const reason = cell(why).replace(/\.$/, '');
    const before = told.get(reason);
    told.set(reason, before === undefined ? requirement : `${before}, ${requirement}`);
  }
  return [...told].map(([reason, requirements]) => `${requirements}: ${reason}`).join('; ');
}

function decisionLine({ decision, consequences }: Recommendation): string {
  const follows = consequences.slice(0, 3).map(cell).join(' ');
  return `**Decision: ${cell(decision.option)}.** ${sentence(cell(decision.why))}${follows === '' ? '' : ` ${follows}`}`;
}

function actionLine({
  action,
  impact,
  effort,
  confidence,
  firstStep,
  priority,
}: PrioritisedAction) {
  const rating = `impact ${impact}, effort ${effort}, confidence ${confidence}; priority ${priority.toFixed(1)} of 3`;
  return `**${sentence(cell(action))}** ${sentence(cell(firstStep))} _(${rating})_`;
}

function section(
  heading: string,
  entries: readonly string[],
  limit: number,
  ordered = false,
): string {
  if (entries.length === 0) return '';
  const shown = entries
    .slice(0, limit)
    .map((entry, index) => `${ordered ? `${index + 1}.` : '-'} ${entry}`);
  const left = entries.length - limit;
  return [heading, ...shown, ...(left > 0 ? [`_… and ${left} more_`] : [])].join('\n');
}

/** One line, and nothing that would end a table's cell. */
function cell(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '/').trim();
  return line.length <= longestCell * 2 ? line : `${line.slice(0, longestCell * 2 - 1).trimEnd()}…`;
}

function sentence(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`;
}

/** "When the table …" after "Revisit when" reads twice. */
function lowerFirst(text: string): string {
  const bare = text.replace(/^(?:revisit )?(?:when|if|once)\s+/i, '');
  return /^(?:[A-Z][a-z]|A )/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}
