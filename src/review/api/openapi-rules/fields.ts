import { at, child, exists, fields, type DocNode } from '../document/node.ts';
import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import { countCases, wordsOf } from '../openapi/path-words.ts';
import { schemasBeneath, typesOf } from '../openapi/schema.ts';

/** What single fields give away or leave open. */
export const fieldRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.money_float',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'An amount as a binary float: 0.1 + 0.2 is not 0.3, and totals drift.',
    source: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
    fix: 'Send minor units as an integer, or a decimal as a string, with the currency beside it.',
    check: (contract) =>
      properties(contract)
        .filter(({ name, schema }) => typesOf(schema).includes('number') && isMoney(name))
        .map(hit),
  },
  {
    id: 'api.date_format',
    severity: 'info',
    confidence: 'heuristic',
    why: 'It is named like a time and is a string of any form: each client guesses the format and the zone.',
    source: 'https://www.rfc-editor.org/rfc/rfc3339',
    fix: 'Add format: date-time (RFC 3339, in UTC), or format: date.',
    check: (contract) =>
      properties(contract)
        .filter(({ name, schema }) => typesOf(schema).includes('string') && isTime(name))
        .filter(
          ({ schema }) =>
            !['format', 'pattern', 'enum', 'const'].some((key) => exists(child(schema, key))),
        )
        .map(hit),
  },
  {
    id: 'api.id_sequential',
    severity: 'info',
    confidence: 'heuristic',
    why: 'Ids in the address are integers: they can be counted through, and tell how many there are.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/',
    fix: 'Use ids that cannot be guessed (UUIDv7, ULID) for what strangers see; check the owner on every access in any case.',
    check: ({ operations, root }) => {
      const ids = operations
        .flatMap(({ parameters }) => parameters.filter((one) => one.in === 'path'))
        .filter(
          ({ name, schema }) =>
            wordsOf(name).at(-1) === 'id' && typesOf(schema).includes('integer'),
        );
      const names = [...new Set(ids.map(({ name }) => name))];
      return names.length === 0
        ? []
        : [
            {
              where: 'path parameters',
              at: ids[0]?.node.pointer ?? root.pointer,
              detail: listed(names),
            },
          ];
    },
  },
  {
    id: 'api.field_case',
    severity: 'info',
    confidence: 'proved',
    why: 'Fields are written in more than one case, so nobody can guess the next one.',
    source: 'https://google.aip.dev/140',
    fix: 'Choose one case for JSON fields.',
    check: (contract) => {
      const names = new Set(properties(contract).map(({ name }) => name));
      const [main, second] = countCases(names);
      // One odd name in a hundred is a foreign format that is passed on.
      if (main === undefined || second === undefined || second[1].length * 20 < main[1].length)
        return [];
      const detail = `${main[1].length} in ${main[0]}, ${second[1].length} in ${second[0]} (${second[1].slice(0, 3).join(', ')})`;
      const odd = properties(contract).find(({ name }) => name === second[1][0]);
      return [{ where: 'fields', at: odd?.schema.pointer ?? contract.root.pointer, detail }];
    },
  },
  {
    id: 'api.body_unbounded',
    severity: 'info',
    confidence: 'proved',
    why: 'Texts and lists that callers send have no upper bound: one request may fill memory or a column.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    fix: 'Give free texts a maxLength and lists a maxItems, the ones that your storage has.',
    check: (contract) => unbounded(contract),
  },
];

interface Property {
  readonly name: string;
  readonly where: string;
  readonly schema: DocNode;
}

/** Every property that is described, under its own name. */
function properties({ described }: OpenApi): readonly Property[] {
  return described.flatMap(({ schema, where }) =>
    fields(child(schema, 'properties')).map(([name, inner]) => ({
      name,
      where: `${where}.${name}`,
      schema: inner,
    })),
  );
}

function hit({ where, schema }: Property): Hit {
  return { where, at: schema.pointer };
}

function isMoney(name: string): boolean {
  const words = wordsOf(name);
  return (
    MONEY.test(words.at(-1) ?? '') &&
    !words.some((word) => /^(count|rate|percent|percentage|ratio|margin|size|weight)$/.test(word))
  );
}

const MONEY = /^(price|amount|cost|fee|balance|subtotal|salary|payout|refund|tax|discount)$/;

function isTime(name: string): boolean {
  return (
    /(_at|_on|_date|_time|[a-z](At|Date|Timestamp)|^date|^timestamp|_timestamp)$/.test(name) &&
    !/format|flat|that/i.test(name)
  );
}

/** Told once: the share says more than each place would. */
function unbounded({ operations, resolve }: OpenApi): readonly Hit[] {
  const seen = new Map<string, { readonly isFree: boolean; readonly where: string }>();
  for (const { name, body } of operations) {
    for (const { schema, mediaType } of body?.content ?? []) {
      if (!/json/.test(mediaType)) continue;
      for (const { schema: inner, path } of schemasBeneath(schema, resolve)) {
        const isFree = isFreeOf(inner);
        if (isFree !== null) seen.set(inner.pointer, { isFree, where: `${name} ${path}` });
      }
    }
  }
  const free = [...seen].filter(([, { isFree }]) => isFree);
  const [first] = free;
  // One bound shows that somebody thought of it; most of them missing is worth a line.
  if (first === undefined || free.length < 3 || free.length * 2 < seen.size) return [];
  return [
    {
      where: 'request bodies',
      at: first[0],
      detail: `${free.length} of ${seen.size} texts and lists, first ${first[1].where}`,
    },
  ];
}

/** Null: neither a free text nor a list. */
function isFreeOf(schema: DocNode): boolean | null {
  const types = typesOf(schema);
  const lacks = (...keys: readonly string[]) => !keys.some((key) => exists(at(schema, key)));
  if (types.includes('array')) return lacks('maxItems');
  return types.includes('string') && lacks('enum', 'const', 'format', 'pattern')
    ? lacks('maxLength')
    : null;
}

function listed(names: readonly string[]): string {
  return names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ');
}
