import { compareAsyncApi } from '../asyncapi/compare-async.ts';
import { escapeKey, isRecord } from '../document/node.ts';
import { placeOf } from '../document/place.ts';
import { readOpenApi, type OpenApi } from '../openapi/contract.ts';
import { fromSwagger } from '../openapi/from-swagger.ts';
import { compareAccess } from './access.ts';
import type { Change } from './change.ts';
import { differences, type Diff } from './differ.ts';
import { effectOf, type Compared } from './effect.ts';
import { tellDifference } from './tell-difference.ts';

type Json = Readonly<Record<string, unknown>>;

/** What changed between two OpenAPI, Swagger or AsyncAPI documents. Null: they are not of one kind. */
export function compareDocuments(before: Json, after: Json): readonly Change[] | null {
  const documents = [before, after];
  if (documents.every((document) => 'asyncapi' in document)) return compareAsyncApi(before, after);
  if (!documents.every((document) => 'openapi' in document || 'swagger' in document)) return null;
  const [old, now] = [before, after].map((document) => readOpenApi(asOpenApi(document)));
  if (old === undefined || now === undefined) return [];
  const access = compareAccess(old, now);
  return [...compared({ before: comparable(old), after: comparable(now) }), ...access];
}

function asOpenApi(document: Json): Json {
  return 'swagger' in document ? fromSwagger(document) : document;
}

/**
 * Each operation with all parameters that it has, those of its path included: a list that was absent before is taken
 * by the differ as one addition, whatever is in it.
 */
function comparable({ root, paths }: OpenApi): Json {
  const document = isRecord(root.value) ? root.value : {};
  const listed = paths.map(({ path, operations }) => {
    const told = operations.map(({ method, node, parameters }) => [
      method,
      {
        ...(isRecord(node.value) ? node.value : {}),
        parameters: parameters.map((one) => one.node.value),
      },
    ]);
    return [path, Object.fromEntries(told)];
  });
  return { ...document, paths: Object.fromEntries(listed) };
}

function compared(documents: Compared): readonly Change[] {
  return differences(documents.before, documents.after, true)
    .filter(isOfUse)
    .map((found) => {
      const pointer = pointerOf(found);
      return {
        effect: effectOf(found, documents),
        where: placeOf(pointer),
        what: tellDifference(found, documents.before),
        at: pointer,
        isGone: found.action === 'remove',
      };
    });
}

/**
 * A shared schema is told where it is used, as that decides what a change means: in a request or in a response.
 * Who may call is compared by what holds for each operation.
 */
function isOfUse({ path, action }: Diff): boolean {
  const [first, second] = path;
  const isSecurity = first === 'security' || (first === 'paths' && path[3] === 'security');
  const isVersion = first === 'openapi' || (first === 'info' && second === 'version');
  return first !== 'components' && !isVersion && !isSecurity && action !== 'test';
}

/** Parameters were put together, so their indexes are not those of the document: the operation is the place. */
function pointerOf({ path }: Diff): string {
  const keys = path[3] === 'parameters' ? path.slice(0, 3) : path;
  return `#/${keys.map((key) => escapeKey(String(key))).join('/')}`;
}
