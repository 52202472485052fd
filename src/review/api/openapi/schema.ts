import { child, exists, fields, items, type DocNode } from '../document/node.ts';
import type { Content } from './operation.ts';
import type { Resolve } from './resolve.ts';

/** The types that a schema allows: `type: [string, 'null']` allows two. */
export function typesOf(schema: DocNode): readonly string[] {
  const type = child(schema, 'type');
  if (typeof type.value === 'string') return [type.value];
  return items(type).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

export function isArray(schema: DocNode): boolean {
  return typesOf(schema).includes('array');
}

/** The properties of an object, those of its `allOf` parts included; `oneOf` and `anyOf` are left: either may hold. */
export function propertiesOf(
  schema: DocNode,
  resolve: Resolve,
  depth = 0,
): readonly (readonly [string, DocNode])[] {
  const own = fields(child(schema, 'properties'));
  if (depth > 8) return own;
  const parts = items(child(schema, 'allOf')).flatMap((part) =>
    propertiesOf(resolve(part), resolve, depth + 1),
  );
  return [...parts, ...own];
}

export function isJson({ mediaType }: Content): boolean {
  return /^(application|text)\/([\w.+-]*\+)?json\b|^\*\/\*$/i.test(mediaType);
}

/**
 * Every schema beneath, each once. `path`: the properties that lead there, "items[].price". A schema that is
 * reached by two ways is told by the first.
 */
export function* schemasBeneath(
  schema: DocNode,
  resolve: Resolve,
): Generator<{ readonly schema: DocNode; readonly path: string }> {
  const seen = new Set<string>();
  const open = [{ schema: resolve(schema), path: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!exists(next.schema) || seen.has(next.schema.pointer)) continue;
    seen.add(next.schema.pointer);
    yield next;
    open.push(...beneath(next.schema, next.path, resolve).toReversed());
  }
}

function beneath(schema: DocNode, path: string, resolve: Resolve) {
  const dot = path === '' ? '' : `${path}.`;
  return [
    ...fields(child(schema, 'properties')).map(([name, inner]) => ({
      schema: resolve(inner),
      path: `${dot}${name}`,
    })),
    ...['items', 'additionalProperties'].map((key) => ({
      schema: resolve(child(schema, key)),
      path: `${path}[]`,
    })),
    ...['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
      items(child(schema, key)).map((inner) => ({ schema: resolve(inner), path })),
    ),
  ];
}
