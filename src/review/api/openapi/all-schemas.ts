import { child, fields, isRecord, items, type DocNode } from '../document/node.ts';
import type { Operation } from './operation.ts';

export interface DescribedSchema {
  readonly schema: DocNode;
  /** "Order.total", "GET /orders 200 items". */
  readonly where: string;
}

interface Described {
  readonly schemas: readonly (readonly [string, DocNode])[];
  readonly operations: readonly Operation[];
}

/** Every schema as it is written, each where it is written; what a $ref leads to is told at its own place. */
export function describedSchemas(contract: Described): readonly DescribedSchema[] {
  const all = [...roots(contract)].flatMap((root) => [...withinSchema(root)]);
  return [...new Map(all.map((one) => [one.schema.pointer, one])).values()];
}

function* roots({ schemas, operations }: Described): Generator<DescribedSchema> {
  for (const [name, schema] of schemas) yield { schema, where: name };
  for (const { name, parameters, body, responses } of operations) {
    for (const parameter of parameters)
      yield { schema: parameter.schema, where: `${name} ?${parameter.name}` };
    for (const { schema } of body?.content ?? []) yield { schema, where: `${name} body` };
    for (const { status, content } of responses) {
      for (const { schema } of content) yield { schema, where: `${name} ${status}` };
    }
  }
}

/** Downwards without following a $ref; iterative, since a schema may be as deep as the document. */
function* withinSchema(root: DescribedSchema): Generator<DescribedSchema> {
  const open = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { schema, where } = next;
    if (!isRecord(schema.value)) continue;
    yield next;
    for (const [name, inner] of fields(child(schema, 'properties')))
      open.push({ schema: inner, where: `${where}.${name}` });
    for (const key of ['items', 'additionalProperties', 'not'])
      open.push({ schema: child(schema, key), where: `${where}[]` });
    for (const key of ['allOf', 'oneOf', 'anyOf']) {
      for (const inner of items(child(schema, key))) open.push({ schema: inner, where });
    }
  }
}
