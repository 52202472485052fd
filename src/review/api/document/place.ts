import { keysOf } from './node.ts';

/** What people call the place that a pointer leads to: "GET /orders 200", "Order.total". */
export function placeOf(pointer: string): string {
  const [first, second, third, ...rest] = keysOf(pointer);
  if (first === undefined) return 'the document';
  if (first === 'paths' && second !== undefined) {
    return third !== undefined && METHODS.has(third)
      ? clipped(`${third.toUpperCase()} ${second}`, rest)
      : clipped(second, third === undefined ? [] : [third, ...rest]);
  }
  if (first === 'components' && third !== undefined) return clipped(third, rest);
  if (first === 'definitions' && second !== undefined) {
    return clipped(second, third === undefined ? [] : [third, ...rest]);
  }
  return clipped(
    first,
    [second, third, ...rest].filter((key) => key !== undefined),
  );
}

/** The keys that carry no name of their own are left out; three digits are a status. */
function clipped(head: string, keys: readonly string[]): string {
  const named = keys.filter((key) => !SILENT.has(key) && !/^\d{1,2}$/.test(key));
  const shown = named.length > MOST_KEYS ? [...named.slice(0, 2), '…', ...named.slice(-2)] : named;
  return [head, ...shown].join(head.includes(' ') ? ' ' : '.');
}

const MOST_KEYS = 5;

const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
]);

const SILENT: ReadonlySet<string> = new Set([
  'properties',
  'schema',
  'content',
  'responses',
  'application/json',
  'items',
  'allOf',
  'oneOf',
  'anyOf',
  '$ref',
]);
