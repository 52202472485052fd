import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import { creates } from '../openapi/operation-shape.ts';
import type { Operation } from '../openapi/operation.ts';
import { segmentsOf, wordsOf } from '../openapi/path-words.ts';

const IDEMPOTENCY = 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/';

/** What happens under load and after a timeout. */
export const resilienceRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.idempotency_money',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'It moves money or books something, and a caller that saw a timeout can only send it again: the second time charges twice.',
    source: IDEMPOTENCY,
    fix: 'Take an Idempotency-Key header, store it with the result, and answer the second request with the first result.',
    check: ({ operations }) =>
      operations.filter((operation) => movesMoney(operation) && !hasKey(operation)).map(hit),
  },
  {
    id: 'api.idempotency_create',
    severity: 'info',
    confidence: 'heuristic',
    why: 'It creates, and cannot be repeated after a timeout without creating twice.',
    source: IDEMPOTENCY,
    fix: 'Take an Idempotency-Key header, or let the caller choose the id and use PUT.',
    check: (contract) =>
      contract.operations
        .filter(
          (operation) =>
            creates(operation, contract) && !hasKey(operation) && !movesMoney(operation),
        )
        .map(hit),
  },
  {
    id: 'api.rate_limit',
    severity: 'warn',
    confidence: 'proved',
    why: 'No limit is declared: clients are not written for 429, and find out in production.',
    source: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    fix: 'Declare 429 with Retry-After once and refer to it from every operation.',
    check: ({ operations, root }) => {
      const limited = operations.some(({ responses }) =>
        responses.some(
          ({ status, headers }) =>
            status === '429' || headers.some((name) => /rate-?limit/.test(name)),
        ),
      );
      return limited || operations.length === 0
        ? []
        : [{ where: 'all operations', at: `${root.pointer}/paths` }];
    },
  },
  {
    id: 'api.retry_after',
    severity: 'info',
    confidence: 'proved',
    why: 'It says "too often" and not until when, so clients retry at once or never.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
    fix: 'Add a Retry-After header to the 429.',
    check: ({ operations }) =>
      operations.flatMap(({ name, responses }) =>
        responses
          .filter(({ status }) => status === '429')
          .filter(
            ({ headers }) => !headers.some((header) => /retry-?after|rate-?limit/.test(header)),
          )
          .map(({ node }): Hit => ({ where: `${name} 429`, at: node.pointer })),
      ),
  },
  {
    id: 'api.conflict_undeclared',
    severity: 'info',
    confidence: 'heuristic',
    why: 'Two people who change the same thing overwrite each other: there is no version to compare and no answer for a conflict.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1',
    fix: 'Answer reads with an ETag, take If-Match on writes, and answer 412 or 409.',
    check: ({ operations, root }) => {
      const updates = operations.filter(({ method }) => method === 'put' || method === 'patch');
      const guarded = operations.some(
        (operation) =>
          operation.parameters.some(({ name }) => /^if-(match|unmodified-since)$/i.test(name)) ||
          operation.responses.some(({ headers }) => headers.includes('etag')),
      );
      const said = updates.some(({ responses }) =>
        responses.some(({ status }) => /^4(09|12)$/.test(status)),
      );
      return guarded || said || updates.length < 2
        ? []
        : [
            {
              where: `all ${updates.length} updates`,
              at: updates[0]?.node.pointer ?? root.pointer,
            },
          ];
    },
  },
];

function hit({ name, node }: Operation): Hit {
  return { where: name, at: node.pointer };
}

function hasKey({ parameters }: Operation): boolean {
  return parameters.some(({ name }) => /idempotency|request-?id|client-?token|dedup/i.test(name));
}

/** By the last word of its path that is no parameter. */
function movesMoney({ method, path }: Operation): boolean {
  if (method !== 'post') return false;
  const last = segmentsOf(path).findLast(({ isParameter }) => !isParameter)?.text ?? '';
  return (
    wordsOf(last).some((word) => MONEY.test(word)) &&
    // A repository is transferred too.
    (last !== 'transfer' || /account|wallet|fund|bank|pay|money|balance/i.test(path)) &&
    !/search|query|quote|preview|estimate|validate/.test(path)
  );
}

const MONEY =
  /^(payments?|pay|charges?|refunds?|transfers?|payouts?|withdrawals?|deposits?|orders?|checkouts?|purchases?|bookings?|reservations?|invoices?)$/;
