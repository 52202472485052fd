import { at, child, exists, fields, items, text, type DocNode } from '../document/node.ts';
import type { Method } from './contract.ts';
import type { Resolve } from './resolve.ts';
import { accessOf, type Access } from './security.ts';

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly node: DocNode;
  /** In Swagger 2 the parameter is its own schema. */
  readonly schema: DocNode;
}

export interface Content {
  readonly mediaType: string;
  readonly schema: DocNode;
}

export interface Response {
  /** "200", "4XX", "default". */
  readonly status: string;
  readonly node: DocNode;
  /** Names, lower case. */
  readonly headers: readonly string[];
  readonly content: readonly Content[];
}

export interface Operation {
  readonly method: Method;
  readonly path: string;
  /** "GET /orders/{id}". */
  readonly name: string;
  readonly node: DocNode;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly node: DocNode; readonly content: readonly Content[] } | null;
  readonly responses: readonly Response[];
  readonly access: Access;
  readonly isDeprecated: boolean;
}

interface Place {
  readonly path: string;
  readonly method: Method;
  readonly item: DocNode;
  readonly operation: DocNode;
  readonly root: DocNode;
  readonly resolve: Resolve;
  readonly isSwagger: boolean;
}

export function readOperation(place: Place): Operation {
  const { path, method, operation: node, root, isSwagger } = place;
  const parameters = parametersOf(place);
  return {
    method,
    path,
    name: `${method.toUpperCase()} ${path}`,
    node,
    parameters: parameters.filter((parameter) => !inBody(parameter)),
    body: isSwagger ? swaggerBody(parameters, place) : requestBody(place),
    responses: responsesOf(place),
    access: accessOf(node, root),
    isDeprecated: child(node, 'deprecated').value === true,
  };
}

/** Those of the path, unless the operation has one of the same name and place. */
function parametersOf({ item, operation, resolve, isSwagger }: Place): readonly Parameter[] {
  const all = [item, operation].flatMap((node) => items(child(node, 'parameters'))).map(resolve);
  const read = all.map((node): Parameter => {
    const schema = child(node, 'schema');
    const own = isSwagger && !exists(schema) ? node : resolve(schema);
    return { name: text(node, 'name') ?? '', in: text(node, 'in') ?? '', node, schema: own };
  });
  return [
    ...new Map(read.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values(),
  ];
}

function inBody({ in: where }: Parameter): boolean {
  return where === 'body' || where === 'formData';
}

function swaggerBody(
  parameters: readonly Parameter[],
  { operation, root }: Place,
): Operation['body'] {
  const carried = parameters.filter(inBody);
  const [first] = carried;
  if (first === undefined) return null;
  const content = carried
    .filter((parameter) => parameter.in === 'body')
    .map(({ schema }) => ({
      mediaType: mediaTypes('consumes', operation, root)[0] ?? JSON_TYPE,
      schema,
    }));
  return { node: first.node, content };
}

function requestBody({ operation, resolve }: Place): Operation['body'] {
  const raw = child(operation, 'requestBody');
  if (!exists(raw)) return null;
  const node = resolve(raw);
  return { node, content: contentOf(node, resolve) };
}

function responsesOf({ operation, root, resolve, isSwagger }: Place): readonly Response[] {
  return fields(child(operation, 'responses'))
    .filter(([status]) => /^([1-5](\d\d|XX)|default)$/i.test(status))
    .map(([status, raw]) => {
      const node = resolve(raw);
      const schema = child(node, 'schema');
      const swagger = exists(schema)
        ? mediaTypes('produces', operation, root).map((mediaType) => ({
            mediaType,
            schema: resolve(schema),
          }))
        : [];
      return {
        status: status.toUpperCase().replace('DEFAULT', 'default'),
        node,
        headers: fields(child(node, 'headers')).map(([name]) => name.toLowerCase()),
        content: isSwagger ? swagger : contentOf(node, resolve),
      };
    });
}

function contentOf(node: DocNode, resolve: Resolve): readonly Content[] {
  return fields(child(node, 'content')).map(([mediaType, media]) => ({
    mediaType,
    schema: resolve(child(media, 'schema')),
  }));
}

function mediaTypes(
  key: 'consumes' | 'produces',
  operation: DocNode,
  root: DocNode,
): readonly string[] {
  const [own, all] = [child(operation, key), at(root, key)];
  const named = items(exists(own) ? own : all).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
  return named.length === 0 ? [JSON_TYPE] : named;
}

const JSON_TYPE = 'application/json';
