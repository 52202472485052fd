import { child, exists } from '../document/node.ts';
import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import { isBounded, isPageSize, listOf, pagingStyle } from '../openapi/operation-shape.ts';
import { typesOf } from '../openapi/schema.ts';
import { wordsOf } from '../openapi/path-words.ts';

const PAGINATION = 'https://google.aip.dev/158';

/** Lists: their pages, and how to narrow them. */
export const pagingRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.list_unpaged',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'It answers with the whole list: response time and memory grow with the data, and adding pages later breaks every client that relied on having all of it.',
    source: PAGINATION,
    fix: 'Add a cursor and a page size with a maximum from the first version on; where the list cannot grow, say so with maxItems.',
    check: (contract) =>
      contract.operations
        .filter(
          (operation) => listOf(operation, contract) !== null && !isBounded(operation, contract),
        )
        .map(({ name, node }) => ({ where: name, at: node.pointer })),
  },
  {
    id: 'api.paging_mixed',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'Lists are paged in different ways, so no client can have one loop for all of them.',
    source: PAGINATION,
    fix: 'Choose one way, a cursor where the data grows or changes while it is read.',
    check: (contract) => mixedStyles(contract),
  },
  {
    id: 'api.page_size_unbounded',
    severity: 'info',
    confidence: 'proved',
    why: 'The page size has no maximum, so one caller may ask for everything at once.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    fix: 'Give the parameter a maximum and a default, and enforce them.',
    check: (contract) =>
      contract.operations
        .filter((operation) => listOf(operation, contract) !== null)
        .flatMap(({ name, parameters }) =>
          parameters
            .filter((parameter) => parameter.in === 'query' && isPageSize(parameter.name))
            .filter(({ schema }) =>
              typesOf(schema).some((type) => type === 'integer' || type === 'number'),
            )
            .filter(
              ({ schema }) =>
                !['maximum', 'exclusiveMaximum', 'enum'].some((key) => exists(child(schema, key))),
            )
            .map((parameter): Hit => ({
              where: name,
              at: parameter.node.pointer,
              detail: `"${parameter.name}"`,
            })),
        ),
  },
  {
    id: 'api.list_bare_array',
    severity: 'info',
    confidence: 'proved',
    why: 'The body is a bare array: there is no place for a cursor or a total later without breaking clients.',
    source: PAGINATION,
    fix: 'Answer with an object that holds the list, unless the Link header carries the pages.',
    check: (contract) =>
      contract.operations
        .filter((operation) => listOf(operation, contract)?.envelope === null)
        .filter(({ responses }) => !responses.some(({ headers }) => headers.includes('link')))
        .map(({ name, node }) => ({ where: name, at: node.pointer })),
  },
  {
    id: 'api.list_filter',
    severity: 'info',
    confidence: 'heuristic',
    why: 'No list can be filtered or sorted: callers fetch everything and do it themselves.',
    source: 'https://google.aip.dev/160',
    fix: 'Offer filters for the fields that people search by, and a sort parameter over indexed ones.',
    check: (contract) => {
      const lists = contract.operations.filter((operation) => listOf(operation, contract) !== null);
      const narrowed = lists.some(({ parameters }) =>
        parameters.some((one) => one.in === 'query' && !isPaging(one.name)),
      );
      return narrowed || lists.length < 2
        ? []
        : [
            {
              where: `all ${lists.length} lists`,
              at: lists[0]?.node.pointer ?? contract.root.pointer,
            },
          ];
    },
  },
];

function isPaging(name: string): boolean {
  return (
    isPageSize(name) ||
    /^(page|offset|cursor|after|before|token|skip|start|from|p)/.test(wordsOf(name).join(''))
  );
}

function mixedStyles(contract: OpenApi): readonly Hit[] {
  const byStyle = new Map<string, { readonly name: string; readonly at: string }[]>();
  for (const operation of contract.operations) {
    const style = listOf(operation, contract) === null ? null : pagingStyle(operation);
    if (style === null) continue;
    byStyle.set(style, [
      ...(byStyle.get(style) ?? []),
      { name: operation.name, at: operation.node.pointer },
    ]);
  }
  const [main, ...others] = [...byStyle].toSorted(([, a], [, b]) => b.length - a.length);
  const odd = others[0]?.[1][0];
  if (main === undefined || odd === undefined) return [];
  const told = others.map(
    ([style, lists]) => `${lists.length} by ${style} (${lists[0]?.name ?? ''})`,
  );
  return [
    {
      where: 'all lists',
      at: odd.at,
      detail: `${main[1].length} by ${main[0]}, ${told.join(', ')}`,
    },
  ];
}
