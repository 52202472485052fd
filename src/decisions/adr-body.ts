import type { Recommendation } from '../core/recommendation.ts';

/**
 * The sections of an architecture decision record below its title, in the order and with the headings of MADR 4
 * (https://adr.github.io/madr/), from the structure behind an answer.
 */
export function adrBody(from: Recommendation): string {
  return sections([
    ['## Context and Problem Statement', paragraph(from.context)],
    ['### Assumptions', bullets(from.assumptions)],
    ['## Decision Drivers', bullets(from.requirements.map(({ id, text }) => `${id}: ${text}`))],
    ['## Considered Options', bullets(from.options.map(({ name }) => name))],
    ['## Decision Outcome', outcome(from)],
    ['### Consequences', bullets(from.consequences)],
    ['## Pros and Cons of the Options', from.options.map(option).join('\n\n')],
    ['## More Information', ''],
    ['### Next steps', bullets(from.actions.map(action))],
    ['### Risks', bullets(from.risks.map((each) => `${each.risk} — ${each.mitigation}`))],
    ['### Open questions', bullets(from.openQuestions)],
    ['### Revisit', revisit(from)],
    ['### Sources', bullets(from.sources)],
  ]);
}

/** The same from an answer in words: its question is the context, its text the outcome, as it stood. */
export function adrBodyFromText(question: string, answer: string): string {
  return sections([
    ['## Context and Problem Statement', lowerHeadings(question)],
    ['## Decision Outcome', lowerHeadings(answer)],
  ]);
}

/** Sections without content are left out; "More Information" stands where one below it does. */
function sections(parts: readonly (readonly [heading: string, content: string])[]): string {
  const filled = parts.filter(
    ([heading, content], at) =>
      content !== '' || (heading === '## More Information' && parts.slice(at + 1).some(hasContent)),
  );
  return filled
    .map(([heading, content]) => (content === '' ? heading : `${heading}\n\n${content}`))
    .join('\n\n');
}

function hasContent([, content]: readonly [string, string]): boolean {
  return content !== '';
}

function outcome({ decision }: Recommendation): string {
  return `Chosen option: "${oneLine(decision.option)}", because ${oneLine(decision.why)}`;
}

function option({ name, summary, tradeOffs }: Recommendation['options'][number]): string {
  const verdicts = { helps: 'Good', neutral: 'Neutral', hurts: 'Bad' } as const;
  const points = tradeOffs.map(
    ({ effect, requirement, why }) => `${verdicts[effect]}, because ${why} (${requirement})`,
  );
  const told = `### ${oneLine(name)}\n\n${paragraph(summary)}`;
  return points.length === 0 ? told : `${told}\n\n${bullets(points)}`;
}

function action(each: Recommendation['actions'][number]): string {
  const { impact, effort, confidence, firstStep } = each;
  return `${each.action} (impact ${impact}, effort ${effort}, confidence ${confidence}). First: ${firstStep}`;
}

function revisit({ revisit: { when, by } }: Recommendation): string {
  const told = paragraph(when);
  if (by === undefined) return told;
  return `${/[.!?]$/.test(told) ? told : `${told}.`} At the latest on ${by}.`;
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `* ${oneLine(item)}`).join('\n');
}

/** A model's field is one paragraph: it cannot open a section of its own. */
function paragraph(text: string): string {
  return oneLine(text).replace(/^(?=[#>-])/, '\\');
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Headings in an answer go below those of the record; code is left as it is. */
function lowerHeadings(text: string): string {
  let fenced = false;
  const lines = text.trim().split(/\r?\n/);
  return lines
    .map((line) => {
      if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
      if (fenced) return line;
      return line.replace(/^(#{1,6})(?=\s)/, (marks) => '#'.repeat(Math.min(6, marks.length + 2)));
    })
    .join('\n');
}
