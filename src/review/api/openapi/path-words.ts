/** One part of a path between slashes. */
export interface Segment {
  readonly text: string;
  /** "{orderId}", also with a text around it. */
  readonly isParameter: boolean;
}

export function segmentsOf(path: string): readonly Segment[] {
  return path
    .split('/')
    .filter((text) => text !== '')
    .map((text) => ({ text, isParameter: text.includes('{') }));
}

/** "getOrderItems", "order-items" and "order_items" as their words, lower case. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** "v1", "2024-06-01": what a segment says of the version. */
export function isVersion(segment: string): boolean {
  return (
    /^v\d+([._]\d+)*((alpha|beta)\d*)?$/i.test(segment) || /^\d{4}-\d{2}(-\d{2})?$/.test(segment)
  );
}

/** Whether a name reads as a plural, or has none: "orders", "codes_of_conduct", "media". */
export function readsAsPlural(name: string): boolean {
  return wordsOf(name).some(
    (word) => word.endsWith('s') || NO_PLURAL.has(word) || /^\d+$/.test(word),
  );
}

/** The case of a name of several words; null for one word, which fits any. */
function caseOf(name: string): Case | null {
  if (/^[a-z\d]+(-[a-z\d]+)+$/.test(name)) return 'kebab-case';
  if (/^[a-z\d]+(_[a-z\d]+)+$/.test(name)) return 'snake_case';
  if (/^[a-z][a-z\d]*([A-Z][a-z\d]*)+$/.test(name)) return 'camelCase';
  if (/^[A-Z][a-z\d]+([A-Z][a-z\d]*)+$/.test(name)) return 'PascalCase';
  return null;
}

export type Case = 'kebab-case' | 'snake_case' | 'camelCase' | 'PascalCase';

/** Names by their case, the most used case first. */
export function countCases(
  names: Iterable<string>,
): readonly (readonly [Case, readonly string[]])[] {
  const byCase = new Map<Case, string[]>();
  for (const name of names) {
    const found = caseOf(name);
    if (found !== null) byCase.set(found, [...(byCase.get(found) ?? []), name]);
  }
  return [...byCase].toSorted(([, a], [, b]) => b.length - a.length);
}

const NO_PLURAL: ReadonlySet<string> = new Set([
  'media',
  'data',
  'metadata',
  'people',
  'children',
  'staff',
  'inventory',
  'stock',
  'feedback',
  'content',
  'history',
  'information',
  'info',
  'software',
  'hardware',
  'equipment',
  'traffic',
  'criteria',
  'me',
  'self',
  'search',
  'mail',
  'money',
  'cash',
  'support',
  'health',
  'geo',
  'auth',
  'oauth',
  'api',
  'admin',
  'public',
  'internal',
  'by',
  'with',
  'for',
  'in',
  'from',
  'to',
  'of',
  'all',
  'latest',
  'current',
]);
