import { child, exists, items, text, type DocNode } from '../document/node.ts';
import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import { isArray, typesOf } from '../openapi/schema.ts';

const SCHEMA = 'https://spec.openapis.org/oas/v3.1.1.html#schema-object';

/** Schemas that do not mean what they seem to. */
export const schemaRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.array_items',
    severity: 'error',
    confidence: 'proved',
    why: 'An array without items may hold anything: generators make it untyped or fail, and no validator checks it.',
    source: 'https://spec.openapis.org/oas/v3.0.4.html#x4-7-24-1-json-schema-keywords',
    fix: 'Say with items what it holds.',
    check: (contract) =>
      hits(
        contract,
        (schema) =>
          isArray(schema) &&
          !exists(child(schema, 'items')) &&
          !exists(child(schema, 'prefixItems')),
      ).map(
        // From 3.1 on it is allowed, and still says nothing.
        (hit): Hit => (/^3\.[12]/.test(contract.version) ? { ...hit, severity: 'warn' } : hit),
      ),
  },
  {
    id: 'api.nullable_ignored',
    severity: 'warn',
    confidence: 'proved',
    why: 'The nullable has no effect here: clients are told that null never comes.',
    source: 'https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-20',
    fix: 'In 3.1 write type: [string, "null"]; in 3.0 put nullable beside a type, and a $ref into allOf.',
    check: (contract) =>
      hits(contract, (schema) => {
        if (!exists(child(schema, 'nullable')) || contract.isSwagger) return false;
        if (/^3\.[12]/.test(contract.version)) return true;
        return text(schema, '$ref') !== undefined;
      }),
  },
  {
    id: 'api.closed_composition',
    severity: 'warn',
    confidence: 'proved',
    why: 'It is closed by additionalProperties: false, which knows only the properties beside it: within allOf it refuses those of the other parts, so no value fits.',
    source: 'https://json-schema.org/understanding-json-schema/reference/object#extending',
    fix: 'In 3.1 write unevaluatedProperties: false on the whole; in 3.0 leave it out of the parts.',
    check: (contract) =>
      hits(contract, (schema) => {
        const parts = items(child(schema, 'allOf'));
        const closed = [schema, ...parts].filter(isClosed);
        return parts.length > 1 && closed.length > 0 && addsProperties(schema, parts, contract);
      }),
  },
  {
    id: 'api.body_untyped',
    severity: 'info',
    confidence: 'proved',
    why: 'The schema says nothing at all: any value fits, and generated code has no type for it.',
    source: SCHEMA,
    fix: 'Describe what is in it; where it is really free, say type: object and additionalProperties: true.',
    check: (contract) =>
      contract.operations.flatMap(({ name, body }) =>
        (body?.content ?? [])
          .filter(({ mediaType }) => /json/.test(mediaType))
          .filter(({ schema }) => !exists(schema) || isEmpty(schema))
          .map(({ schema }): Hit => ({
            where: `${name} body`,
            at: exists(schema) ? schema.pointer : (body?.node.pointer ?? schema.pointer),
          })),
      ),
  },
];

function hits(contract: OpenApi, isWrong: (schema: DocNode) => boolean): readonly Hit[] {
  return contract.described
    .filter(({ schema }) => isWrong(schema))
    .map(({ schema, where }) => ({ where, at: schema.pointer }));
}

function isClosed(schema: DocNode): boolean {
  return child(schema, 'additionalProperties').value === false;
}

function addsProperties(schema: DocNode, parts: readonly DocNode[], { resolve }: OpenApi): boolean {
  const withProperties = [schema, ...parts.map(resolve)].filter((part) =>
    exists(child(part, 'properties')),
  );
  return withProperties.length > 1;
}

function isEmpty(schema: DocNode): boolean {
  return (
    typesOf(schema).length === 0 &&
    ![
      '$ref',
      'properties',
      'allOf',
      'oneOf',
      'anyOf',
      'items',
      'enum',
      'const',
      'additionalProperties',
    ].some((key) => exists(child(schema, key)))
  );
}
