import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The schema in the dialect that constrained decoding takes (limits such as `minimum` move into the description,
 * because the API refuses them), or null where it cannot say the same: open objects, values of any type.
 */
export function strictSchema(schema: Schema): Record<string, unknown> | null {
  return isClosed(schema) ? transformJSONSchema(schema) : null;
}

export type StrictSchema = typeof strictSchema;

/** The same, once a schema: a request brings all tools along, and their schemas stay the same objects. */
export function rememberStrictSchemas(): StrictSchema {
  const known = new WeakMap<Schema, ReturnType<StrictSchema>>();
  return (schema) => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const strict = strictSchema(schema);
    known.set(schema, strict);
    return strict;
  };
}

function isClosed(node: unknown): boolean {
  if (!isSchema(node)) return false;
  if (['enum', 'const', '$ref'].some((keyword) => keyword in node)) return definitionsClosed(node);
  const variants = [node['anyOf'], node['oneOf'], node['allOf']].find(Array.isArray);
  if (variants !== undefined) return variants.every(isClosed) && definitionsClosed(node);
  const { type, items, properties, additionalProperties } = node;
  if (typeof type !== 'string') return false;
  if (type === 'array') return isClosed(items);
  if (type !== 'object') return true;
  const fields = isSchema(properties) ? Object.values(properties) : [];
  return additionalProperties === false && fields.every(isClosed) && definitionsClosed(node);
}

function definitionsClosed(node: Schema): boolean {
  const definitions = node['$defs'];
  return !isSchema(definitions) || Object.values(definitions).every(isClosed);
}

function isSchema(node: unknown): node is Schema {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
