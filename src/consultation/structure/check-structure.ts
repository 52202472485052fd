import { z } from 'zod';
import { recommendation, type Recommendation } from '../../core/recommendation.ts';
import { shownValue } from '../shown-text.ts';

export type CheckedStructure =
  | { readonly ok: true; readonly recommendation: Recommendation }
  | { readonly ok: false; readonly complaints: readonly string[] };

/** What a structure is held against. */
export interface StructureGround {
  /** ISO date. */
  readonly today: string;
  /** Whether a source was read in this thread. */
  readonly isRead: (source: string) => boolean;
}

/** Whether something that a model handed over is a recommendation that makes sense; without what may not be shown. */
export function checkStructure(
  input: unknown,
  { today, isRead }: StructureGround,
): CheckedStructure {
  const parsed = recommendation.safeParse(shownValue(input));
  if (!parsed.success) {
    const complaints = z.prettifyError(parsed.error).split('\n').slice(0, MOST_COMPLAINTS);
    return { ok: false, complaints };
  }
  const complaints = [
    ...optionComplaints(parsed.data),
    ...requirementComplaints(parsed.data),
    ...dateComplaints(parsed.data, today),
    ...parsed.data.sources
      .filter((source) => !isRead(source))
      .map((source) => `sources: "${source}" was not read in this thread; leave it out`),
    ...repeated(
      'actions',
      parsed.data.actions.map(({ action }) => action),
    ),
    ...repeated(
      'risks',
      parsed.data.risks.map(({ risk }) => risk),
    ),
    ...repeated('assumptions', parsed.data.assumptions),
  ];
  if (complaints.length > 0) return { ok: false, complaints: complaints.slice(0, MOST_COMPLAINTS) };
  return { ok: true, recommendation: parsed.data };
}

const MOST_COMPLAINTS = 20;

function optionComplaints({ options, decision }: Recommendation): readonly string[] {
  const names = options.map(({ name }) => name);
  const idle = options.filter(({ isDoNothing }) => isDoNothing).length;
  const chosen = names.some((name) => same(name, decision.option));
  const list = names.map((name) => `"${name}"`).join(', ');
  return [
    ...(idle === 1 ? [] : [`options: exactly one has isDoNothing true; ${idle} have`]),
    ...(chosen ? [] : [`decision.option "${decision.option}" is none of the options: ${list}`]),
    ...repeated('options', names),
  ];
}

function requirementComplaints({ options, requirements }: Recommendation): readonly string[] {
  const ids = requirements.map(({ id }) => id);
  const unknown = options.flatMap(({ name, tradeOffs }) =>
    tradeOffs
      .filter(({ requirement }) => !ids.includes(requirement))
      .map(({ requirement }) => `option "${name}" weighs ${requirement}, which is not listed`),
  );
  const doubled = options.flatMap(({ name, tradeOffs }) =>
    repeated(
      `trade-offs of "${name}"`,
      tradeOffs.map(({ requirement }) => requirement),
    ),
  );
  return [...repeated('requirements', ids), ...unknown, ...doubled];
}

function dateComplaints({ revisit }: Recommendation, today: string): readonly string[] {
  if (revisit.by === undefined || revisit.by > today) return [];
  return [`revisit.by ${revisit.by} is not in the future (today is ${today})`];
}

function repeated(what: string, entries: readonly string[]): readonly string[] {
  const folded = entries.map(fold);
  const twice = entries.filter((_, index) => folded.indexOf(folded[index] ?? '') !== index);
  return twice.map((entry) => `${what}: "${entry}" stands there twice`);
}

function same(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
