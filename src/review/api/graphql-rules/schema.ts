import { rootFields, type Sdl, type SdlField } from '../graphql/sdl.ts';
import { compositeOf, outputTypes, reachable } from '../graphql/shape.ts';
import { wordsOf } from '../openapi/path-words.ts';
import type { Hit, Rule } from '../rule.ts';
import { findCycle } from '../graphql/cycle.ts';

const OWASP = 'https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html';

/** Types, mutations and what they give away. */
export const sdlRules: readonly Rule<Sdl>[] = [
  {
    id: 'api.graphql_secret_field',
    severity: 'error',
    confidence: 'heuristic',
    why: 'An answer can carry a password: whoever may ask for the field has it.',
    source: OWASP,
    fix: 'Take the field out of the output types; inputs may have it.',
    check: (sdl) => fieldsWhere(sdl, ({ name }) => SECRET.test(wordsOf(name).join(''))),
  },
  {
    id: 'api.graphql_depth',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'Types lead back to themselves, so one short query can be nested until the server gives up.',
    source: OWASP,
    fix: 'Limit depth and cost of queries on the server, and allow only known queries where you can. The schema cannot show whether that is done.',
    check: (sdl) => {
      const cycle = findCycle(sdl);
      return cycle === null ? [] : [cycle];
    },
  },
  {
    id: 'api.graphql_id_nullable',
    severity: 'warn',
    confidence: 'proved',
    why: 'The id may be null, so caches cannot key by it and clients have to check it everywhere.',
    source: 'https://graphql.org/learn/global-object-identification/',
    fix: 'Write id: ID!.',
    check: (sdl) =>
      fieldsWhere(sdl, ({ name, type }) => name === 'id' && type.isNullable && !type.isList),
  },
  {
    id: 'api.graphql_mutation_result',
    severity: 'info',
    confidence: 'heuristic',
    why: 'The mutation answers with a bare value or thing: there is no place for errors or for more results without breaking clients.',
    source: 'https://graphql.org/learn/mutations/',
    fix: 'Answer with a payload type of its own: CreateOrderPayload { order: Order, errors: [UserError!]! }.',
    check: (sdl) =>
      rootFields(sdl, 'mutation')
        .filter(({ type }) => !/(Payload|Response|Result|Output|Outcome)$/.test(type.name))
        .filter((field) => sdl.types.get(field.type.name)?.kind !== 'union')
        .map((field) => ({
          where: `${sdl.roots.mutation}.${field.name}`,
          at: field.line,
          detail: field.type.name,
        })),
  },
  {
    id: 'api.graphql_mutation_input',
    severity: 'info',
    confidence: 'heuristic',
    why: 'The mutation takes many arguments one by one: each new one changes every client’s document.',
    source: 'https://graphql.org/learn/mutations/',
    fix: 'Take one input object: input: CreateOrderInput!.',
    check: (sdl) =>
      rootFields(sdl, 'mutation')
        .filter(({ args }) => args.length > 3)
        .map((field) => ({
          where: `${sdl.roots.mutation}.${field.name}`,
          at: field.line,
          detail: `${field.args.length} arguments`,
        })),
  },
  {
    id: 'api.graphql_errors_undesigned',
    severity: 'info',
    confidence: 'heuristic',
    why: 'No mutation can say what went wrong in its answer: failures that people can mend come as texts in the errors list.',
    source: 'https://graphql.org/learn/response/#errors',
    fix: 'Give payloads a typed errors field, or a union of the result and its failures.',
    check: (sdl) => {
      const mutations = rootFields(sdl, 'mutation');
      const isDesigned = mutations.some((field) => tellsErrors(field, sdl));
      return isDesigned || mutations.length < 2
        ? []
        : [{ where: 'all mutations', at: mutations[0]?.line ?? 1 }];
    },
  },
  {
    id: 'api.graphql_deprecated_reason',
    severity: 'info',
    confidence: 'proved',
    why: 'It is deprecated and does not say what to use instead.',
    source: 'https://spec.graphql.org/October2021/#sec--deprecated',
    fix: 'Name the successor and the date in the reason.',
    check: ({ types }) =>
      [...types.values()].flatMap((type) =>
        [...type.fields, ...type.values]
          .filter(
            ({ deprecated }) => deprecated !== null && (deprecated.reason ?? '').trim() === '',
          )
          .map(({ name, line }): Hit => ({ where: `${type.name}.${name}`, at: line })),
      ),
  },
  {
    id: 'api.graphql_money_float',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'An amount as a binary float: 0.1 + 0.2 is not 0.3, and totals drift.',
    source: 'https://spec.graphql.org/October2021/#sec-Float',
    fix: 'Use minor units as Int, or a Money or Decimal scalar, with the currency beside it.',
    check: (sdl) =>
      fieldsWhere(
        sdl,
        ({ name, type }) => type.name === 'Float' && MONEY.test(wordsOf(name).at(-1) ?? ''),
      ),
  },
  {
    id: 'api.graphql_date_string',
    severity: 'info',
    confidence: 'heuristic',
    why: 'It is named like a time and is a String of any form.',
    source: 'https://the-guild.dev/graphql/scalars/docs/scalars/date-time',
    fix: 'Use a DateTime scalar.',
    check: (sdl) =>
      fieldsWhere(
        sdl,
        ({ name, type }) =>
          type.name === 'String' &&
          /[a-z](At|Date|Timestamp)$|^(date|timestamp)$/.test(name) &&
          !/format/i.test(name),
      ),
  },
  {
    id: 'api.graphql_naming',
    severity: 'info',
    confidence: 'proved',
    why: 'Names leave the convention of the language, so generated code and people stumble.',
    source: 'https://spec.graphql.org/draft/#sec-Appendix-Type-Names-and-Conventions',
    fix: 'Types in PascalCase, fields and arguments in camelCase, enum values in UPPER_CASE.',
    check: (sdl) => oddNames(sdl),
  },
  {
    id: 'api.graphql_type_unused',
    severity: 'info',
    confidence: 'proved',
    why: 'No query, mutation or subscription leads to it.',
    source: 'https://graphql.org/learn/schema/',
    fix: 'Remove it, or say in its description what it is for.',
    check: (sdl) => {
      const used = reachable(sdl);
      // Without a query it is a part of a schema that is put together elsewhere.
      if (!sdl.types.has(sdl.roots.query)) return [];
      return [...sdl.types.values()]
        .filter(({ name }) => !used.has(name))
        .map(({ name, line }) => ({ where: name, at: line }));
    },
  },
];

const SECRET =
  /^(password|passwd|passwordhash|hashedpassword|passwordsalt|encryptedpassword|secretkey|privatekey|apisecret|cvv|cvc)$/;
const MONEY = /^(price|amount|total|subtotal|cost|fee|balance|tax|discount|salary)$/;

function fieldsWhere(sdl: Sdl, isMeant: (field: SdlField) => boolean): readonly Hit[] {
  return outputTypes(sdl).flatMap(({ name, fields }) =>
    fields.filter(isMeant).map((field) => ({ where: `${name}.${field.name}`, at: field.line })),
  );
}

function tellsErrors(field: SdlField, sdl: Sdl): boolean {
  const result = compositeOf(field, sdl);
  if (result === null) return false;
  return result.kind === 'union' || result.fields.some(({ name }) => /errors?$/i.test(name));
}

/** Told once for each kind of name. */
function oddNames(sdl: Sdl): readonly Hit[] {
  const all = [...sdl.types.values()].filter(({ name }) => !name.startsWith('_'));
  const kinds = [
    {
      kind: 'types',
      right: /^[A-Z][A-Za-z\d]*$/,
      names: all.filter(({ kind }) => kind !== 'scalar'),
    },
    {
      kind: 'fields',
      right: /^_?[a-z][A-Za-z\d]*$/,
      names: all.flatMap(({ fields }) => fields).filter(({ name }) => !name.startsWith('_')),
    },
    { kind: 'enum values', right: /^[A-Z][A-Z\d_]*$/, names: all.flatMap(({ values }) => values) },
  ];
  return kinds.flatMap(({ kind, right, names }): Hit[] => {
    const odd = names.filter(({ name }) => !right.test(name));
    const [first] = odd;
    if (first === undefined) return [];
    const shown = [...new Set(odd.map(({ name }) => name))].slice(0, 4).join(', ');
    return [{ where: kind, at: first.line, detail: `${odd.length} of ${names.length}: ${shown}` }];
  });
}
