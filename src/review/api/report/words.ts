import type { ApiFinding, ApiReview } from '../api-review.ts';

/** Words that each way of writing a review of a contract shares. */

export const reportFile = 'api-review.md';

export function some(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** "OpenAPI 3.1.0 “Shop”: 14 paths, 20 operations". */
export function whatItIs({ kind, version, title, counts }: ApiReview): string {
  const name = kind === null ? 'a contract' : NAMES[kind];
  const called = title === '' ? '' : ` “${oneLine(title).slice(0, 80)}”`;
  const counted = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => some(count, singular(noun)));
  return `${name}${version === '' ? '' : ` ${version}`}${called}${counted.length === 0 ? '' : `: ${counted.join(', ')}`}`;
}

/** "2 errors, 1 warning". */
export function countsOf({ summary }: ApiReview): string {
  const { error, warn, info } = summary.by_severity;
  const counted = [
    ...(error > 0 ? [some(error, 'error')] : []),
    ...(warn > 0 ? [some(warn, 'warning')] : []),
    ...(info > 0 ? [some(info, 'remark')] : []),
  ];
  return counted.length === 0 ? 'Nothing found' : counted.join(', ');
}

/** Null: nothing was compared. */
export function changesOf({ changes }: ApiReview): string | null {
  if (changes === null) return null;
  const count = (...effects: readonly string[]): number =>
    changes.filter(({ effect }) => effects.includes(effect)).length;
  const told = [
    [count('breaking'), 'breaking'],
    [count('dangerous'), 'dangerous'],
    [count('non-breaking'), 'compatible'],
    [count('annotation'), 'in words only'],
    [count('unclassified'), 'that cannot be judged'],
  ] as const;
  const shown = told.filter(([times]) => times > 0).map(([times, what]) => `${times} ${what}`);
  return shown.length === 0 ? 'no change' : shown.join(', ');
}

export function likely({ confidence }: Pick<ApiFinding, 'confidence'>): string {
  return confidence === 'heuristic' ? ', likely' : '';
}

/** A stranger's name, in a code span that it cannot leave. */
export function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'").slice(0, MOST_NAME)}\``;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const MOST_NAME = 200;

const NAMES = {
  openapi: 'OpenAPI',
  swagger: 'Swagger',
  asyncapi: 'AsyncAPI',
  graphql: 'GraphQL',
  protobuf: 'Protocol Buffers',
} as const;

function singular(noun: string): string {
  return noun.replace(/s$/, '');
}
