import type { Evidence } from '../../core/evidence.ts';
import type { Citation } from './citations.ts';
import type { InspectedBlock } from './inspection.ts';
import type { CheckedNumber } from './numbers/check-numbers.ts';

const names = { ddl: 'DDL', contract: 'Contract', diagram: 'Diagram', code: 'Code' } as const;

/** One entry a block that was looked at; those that no check knew are not mentioned. */
export function blockEvidence(blocks: readonly InspectedBlock[]): readonly Evidence[] {
  const seen = blocks.filter(({ result }) => result?.by !== '');
  return seen.map(({ kind, fence, result }) => {
    const same = seen.filter((other) => other.kind === kind);
    const nth = same.findIndex((other) => other.fence.from === fence.from) + 1;
    return {
      subject: same.length === 1 ? names[kind] : `${names[kind]} ${nth}`,
      by: result?.by ?? 'host',
      verdict: result?.verdict ?? 'unverified',
      summary: result?.summary ?? 'the check did not come to an end',
      details: result?.details ?? '',
    };
  });
}

const sources = {
  read: 'stands in the thread, a file or a tool’s result',
  assumed: 'listed as an assumption',
  calculated: 'follows from the arithmetic shown',
} as const;

export function numberEvidence(
  checked: readonly CheckedNumber[],
  media: readonly string[],
): readonly Evidence[] {
  if (checked.length === 0) return [];
  const traced = checked.filter(({ source }) => source !== null).length;
  const all = traced === checked.length;
  const where = all || media.length === 0 ? '' : `; the rest may stand in ${media.join(', ')}`;
  const lines = checked.map(({ quantity, source }) => {
    return `- ${quantity.text}: ${source === null ? '**not traced**' : sources[source]}`;
  });
  return [
    {
      subject: 'Numbers',
      by: 'numbers',
      verdict: all ? 'passed' : media.length > 0 ? 'unverified' : 'failed',
      summary: `${traced} of ${checked.length} traced to a source${where}`,
      details: [...new Set(lines)].join('\n'),
    },
  ];
}

export function citationEvidence(citations: readonly Citation[]): readonly Evidence[] {
  if (citations.length === 0) return [];
  const wrong = citations.filter((citation) => citation.wrong !== null);
  const lines = citations.map(
    ({ text, wrong: why }) => `- ${text}: ${why ?? 'read in this thread'}`,
  );
  const right = citations.length - wrong.length;
  return [
    {
      subject: 'Sources',
      by: 'citations',
      verdict: wrong.length === 0 ? 'passed' : 'failed',
      summary: `${right} of ${citations.length} read in this thread`,
      details: [...new Set(lines)].join('\n'),
    },
  ];
}

/** Where the structure beneath the prose is from. */
export function structureEvidence(
  from: 'model' | 'extracted' | 'missing',
  summary: string,
): Evidence {
  const verdict = from === 'model' ? 'passed' : 'unverified';
  return { subject: 'Structure', by: 'structure', verdict, summary, details: details[from] };
}

const details = {
  model:
    'The agent handed it over; the host checked that it is complete and fits together: two options or more, one of them to do nothing, a decision among them, trade-offs tied to listed requirements.',
  extracted:
    'The agent handed over no usable structure; a small model read it out of the prose. Compare it with the prose before you rely on it.',
  missing: 'The agent handed over no usable structure, and none could be read out of the prose.',
} as const;
