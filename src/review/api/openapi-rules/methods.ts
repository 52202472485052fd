import { text } from '../document/node.ts';
import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import type { Operation } from '../openapi/operation.ts';
import {
  creates,
  declares,
  endsInParameter,
  isFailure,
  isSuccess,
} from '../openapi/operation-shape.ts';
import { segmentsOf, wordsOf } from '../openapi/path-words.ts';

const HTTP = 'https://www.rfc-editor.org/rfc/rfc9110';

/** Methods and status codes. */
export const methodRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.get_changes_state',
    severity: 'error',
    confidence: 'heuristic',
    why: 'A GET that changes something is run by crawlers, prefetching browsers and retrying proxies, and by anybody’s image tag.',
    source: `${HTTP}#section-9.2.1`,
    fix: 'Use POST, PUT, PATCH or DELETE for it.',
    check: ({ operations }) => operations.filter(isWritingGet).map(hit),
  },
  {
    id: 'api.get_body',
    severity: 'error',
    confidence: 'proved',
    why: 'A body on GET or HEAD has no defined meaning: caches, proxies and several clients drop it or refuse the request.',
    source: `${HTTP}#section-9.3.1`,
    fix: 'Move it into query parameters, or make the search a POST.',
    check: ({ operations }) =>
      operations
        .filter(({ method, body }) => (method === 'get' || method === 'head') && body !== null)
        .map(hit),
  },
  {
    id: 'api.no_content_with_body',
    severity: 'error',
    confidence: 'proved',
    why: '204, 205 and 304 end after their headers: the body that is described can never arrive.',
    source: `${HTTP}#section-15.3.5`,
    fix: 'Answer 200 with the body, or leave the body out.',
    check: ({ operations }) =>
      operations.flatMap((operation) =>
        operation.responses
          .filter(({ status, content }) => /^(204|205|304)$/.test(status) && content.length > 0)
          .map(({ status, node }): Hit => ({
            where: operation.name,
            at: node.pointer,
            detail: status,
          })),
      ),
  },
  {
    id: 'api.no_success_response',
    severity: 'warn',
    confidence: 'proved',
    why: 'What a caller gets when it works is not said: generated clients return nothing or fail.',
    source: 'https://spec.openapis.org/oas/v3.1.1.html#responses-object',
    fix: 'Declare the response of the successful case.',
    check: ({ operations }) =>
      operations
        .filter(({ responses }) => !responses.some(({ status }) => /^([123]|default)/.test(status)))
        .map(hit),
  },
  {
    id: 'api.create_status',
    severity: 'info',
    confidence: 'heuristic',
    why: 'It creates and answers neither 201 nor 202: callers cannot tell created from found, and do not learn where it is.',
    source: `${HTTP}#section-15.3.2`,
    fix: 'Answer 201 with a Location header, or 202 where it is made later.',
    check: (contract) =>
      contract.operations
        .filter((operation) => creates(operation, contract))
        .filter(({ responses }) => responses.some(isSuccess))
        .filter(({ responses }) => !responses.some(({ status }) => /^(201|202|2XX)$/.test(status)))
        .map(hit),
  },
  {
    id: 'api.created_location',
    severity: 'info',
    confidence: 'proved',
    why: 'A 201 names the new resource by its Location header; without it the caller has to build the address.',
    source: `${HTTP}#section-15.3.2`,
    fix: 'Add a Location header to the 201.',
    check: (contract) =>
      contract.operations
        .filter((operation) => creates(operation, contract))
        .flatMap((operation) =>
          operation.responses
            .filter(({ status, headers }) => status === '201' && !headers.includes('location'))
            .map(({ node }): Hit => ({ where: operation.name, at: node.pointer })),
        ),
  },
  {
    id: 'api.delete_status',
    severity: 'info',
    confidence: 'proved',
    why: 'A DELETE that answers 200 without a body leaves callers waiting for one.',
    source: `${HTTP}#section-9.3.5`,
    fix: 'Answer 204.',
    check: ({ operations }) =>
      operations
        .filter(({ method, responses }) => {
          const successes = responses.filter(isSuccess);
          return (
            method === 'delete' &&
            successes.length === 1 &&
            successes[0]?.status === '200' &&
            successes[0].content.length === 0
          );
        })
        .map(hit),
  },
  {
    id: 'api.client_errors_undeclared',
    severity: 'warn',
    confidence: 'proved',
    why: 'No 4xx and no default response: callers cannot write the code for a refused request.',
    source: 'https://spec.openapis.org/oas/v3.1.1.html#responses-object',
    fix: 'Declare what can be refused and how, at least one 4XX or a default.',
    check: ({ operations }) =>
      operations
        .filter(({ responses }) => !responses.some(({ status }) => /^(4|default)/.test(status)))
        .map(hit),
  },
  {
    id: 'api.not_found_undeclared',
    severity: 'info',
    confidence: 'heuristic',
    why: 'The path ends in an id, and nothing says what an unknown id is answered with.',
    source: `${HTTP}#section-15.5.5`,
    fix: 'Declare 404.',
    check: ({ operations }) =>
      operations
        .filter(({ responses }) => responses.some(isFailure))
        .filter(({ path, method }) => endsInParameter(path) && method !== 'put')
        .filter((operation) => !declares(operation, '404') && !declares(operation, '410'))
        .map(hit),
  },
  {
    id: 'api.server_errors_undeclared',
    severity: 'info',
    confidence: 'proved',
    why: 'No operation says what a failure of the server looks like, so retries are guesswork.',
    source: `${HTTP}#section-15.6`,
    fix: 'Declare 5XX or a default response once, and refer to it.',
    check: ({ operations, root }) => {
      const silent = operations.every(
        ({ responses }) => !responses.some(({ status }) => /^(5|default)/.test(status)),
      );
      return silent && operations.length > 0
        ? [{ where: 'all operations', at: `${root.pointer}/paths` }]
        : [];
    },
  },
];

function hit({ name, node }: Operation): Hit {
  return { where: name, at: node.pointer };
}

/** By the first word of its operationId or of its last word in the path. */
function isWritingGet({ method, node, path }: Operation): boolean {
  if (method !== 'get') return false;
  const last = segmentsOf(path).findLast(({ isParameter }) => !isParameter)?.text ?? '';
  const [first = '', second] = wordsOf(last);
  const id = wordsOf(text(node, 'operationId') ?? '')[0] ?? '';
  const isSaid = /^(create|delete|remove|update|insert)$/.test(id);
  return isSaid || WRITES.test(second === undefined ? last : first);
}

const WRITES = /^(create|delete|remove|insert)$/;
