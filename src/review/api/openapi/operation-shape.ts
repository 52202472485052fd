import { child, exists, type DocNode } from '../document/node.ts';
import type { OpenApi } from './contract.ts';
import type { Operation, Response } from './operation.ts';
import { segmentsOf, wordsOf } from './path-words.ts';
import { isArray, isJson, propertiesOf } from './schema.ts';

/** What an operation does, as far as its method, path and responses tell. */

export function endsInParameter(path: string): boolean {
  return segmentsOf(path).at(-1)?.isParameter === true;
}

export function isSuccess({ status }: Response): boolean {
  return status.startsWith('2');
}

export function isFailure({ status }: Response): boolean {
  return /^[45]/.test(status);
}

/** Whether a failure of the class is declared: by its number, its range, or the default. */
export function declares({ responses }: Operation, status: `${number}`): boolean {
  return responses.some(
    (response) =>
      response.status === status ||
      response.status === `${status[0]}XX` ||
      response.status === 'default',
  );
}

export function changesState({ method }: Operation): boolean {
  return method === 'post' || method === 'put' || method === 'patch' || method === 'delete';
}

/** POST to a collection whose items have a path of their own: that creates an item. */
export function creates(operation: Operation, { paths }: OpenApi): boolean {
  if (operation.method !== 'post' || endsInParameter(operation.path)) return false;
  const collection = operation.path.replace(/\/$/, '');
  return paths.some(({ path }) => {
    const rest = path.startsWith(`${collection}/`) ? path.slice(collection.length + 1) : '';
    return /^\{[^/{}]+\}$/.test(rest);
  });
}

/** The list that a GET answers with: the array, and what holds it. Null: it answers with no list. */
export function listOf(
  operation: Operation,
  { resolve }: OpenApi,
): { readonly array: DocNode; readonly envelope: DocNode | null } | null {
  if (operation.method !== 'get' || endsInParameter(operation.path)) return null;
  const content = operation.responses.filter(isSuccess).flatMap((response) => response.content);
  const schema = content.find(isJson)?.schema;
  if (schema === undefined) return null;
  if (isArray(schema)) return { array: schema, envelope: null };
  const last = wordsOf(segmentsOf(operation.path).at(-1)?.text ?? '').join('');
  const held = propertiesOf(schema, resolve).map(([name, raw]) => [name, resolve(raw)] as const);
  const arrays = held.filter(([, property]) => isArray(property));
  const [name, array] = arrays.find(([key]) => isListName(key, last)) ?? [];
  return name === undefined || array === undefined ? null : { array, envelope: schema };
}

/** "data", "items", or the collection's own name. */
function isListName(name: string, collection: string): boolean {
  const plain = wordsOf(name).join('');
  return LIST_NAMES.has(plain) || plain === collection;
}

const LIST_NAMES: ReadonlySet<string> = new Set([
  'data',
  'items',
  'results',
  'records',
  'entries',
  'values',
  'elements',
  'nodes',
  'edges',
  'rows',
  'list',
  'content',
]);

export type PagingStyle = 'cursor' | 'page number' | 'offset';

/** How the caller asks for the next page, by the names of the parameters. Null: no such parameter. */
export function pagingStyle({ parameters }: Operation): PagingStyle | null {
  const names = parameters.map(({ name }) => wordsOf(name).join(''));
  const has = (known: ReadonlySet<string>): boolean => names.some((name) => known.has(name));
  if (has(CURSORS)) return 'cursor';
  if (has(OFFSETS)) return 'offset';
  return has(PAGES) ? 'page number' : null;
}

export function isPageSize(name: string): boolean {
  return SIZES.has(wordsOf(name).join(''));
}

/** A list that comes in pages, or that says how long it may get. */
export function isBounded(operation: Operation, contract: OpenApi): boolean {
  const list = listOf(operation, contract);
  return (
    pagingStyle(operation) !== null ||
    operation.parameters.some(({ name }) => isPageSize(name)) ||
    operation.responses.some(
      ({ headers }) => headers.includes('link') || headers.includes('content-range'),
    ) ||
    (list !== null && exists(child(list.array, 'maxItems')))
  );
}

const CURSORS: ReadonlySet<string> = new Set([
  'cursor',
  'after',
  'before',
  'startingafter',
  'endingbefore',
  'nexttoken',
  'pagetoken',
  'nextpagetoken',
  'continue',
  'continuation',
  'continuationtoken',
  'marker',
  'pagecursor',
  'startcursor',
  'endcursor',
  'bookmark',
  'skiptoken',
  'nextcursor',
  'pageafter',
  'pagebefore',
  'starttoken',
  'scrollid',
  'sinceid',
  'since',
]);
const OFFSETS: ReadonlySet<string> = new Set([
  'offset',
  'skip',
  'start',
  'startindex',
  'from',
  'startat',
  'pageoffset',
]);
const PAGES: ReadonlySet<string> = new Set([
  'page',
  'pagenumber',
  'pageindex',
  'pageno',
  'pagenum',
  'p',
]);
const SIZES: ReadonlySet<string> = new Set([
  'limit',
  'perpage',
  'pagesize',
  'size',
  'maxresults',
  'top',
  'count',
  'first',
  'last',
  'take',
  'maxitems',
  'max',
  'pagelimit',
  'resultsperpage',
  'itemsperpage',
  'rows',
  'maxpagesize',
]);
