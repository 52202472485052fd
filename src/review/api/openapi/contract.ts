import { child, exists, fields, rootOf, text, type DocNode } from '../document/node.ts';
import { describedSchemas, type DescribedSchema } from './all-schemas.ts';
import { readOperation, type Operation } from './operation.ts';
import { createResolve, type Resolve } from './resolve.ts';
import { securityOf, type SecurityScheme } from './security.ts';

/** A path with its operations. */
export interface Path {
  readonly path: string;
  readonly node: DocNode;
  readonly operations: readonly Operation[];
}

/** OpenAPI 3.x or Swagger 2, in one form: what the rules read. */
export interface OpenApi {
  readonly isSwagger: boolean;
  /** "3.1.0". */
  readonly version: string;
  readonly root: DocNode;
  readonly resolve: Resolve;
  readonly paths: readonly Path[];
  readonly operations: readonly Operation[];
  /** Named schemas. */
  readonly schemas: readonly (readonly [string, DocNode])[];
  /** Every schema that is written anywhere. */
  readonly described: readonly DescribedSchema[];
  readonly schemes: readonly SecurityScheme[];
}

const methods = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
] as const;
export type Method = (typeof methods)[number];

export function readOpenApi(document: unknown): OpenApi {
  const root = rootOf(document);
  const isSwagger = exists(child(root, 'swagger'));
  const resolve = createResolve(root);
  const paths = fields(child(root, 'paths')).flatMap(([path, node]): Path[] => {
    if (!path.startsWith('/')) return [];
    const item = resolve(node);
    const operations = methods.flatMap((method) => {
      const operation = child(item, method);
      if (typeof operation.value !== 'object' || operation.value === null) return [];
      return [readOperation({ path, method, item, operation, root, resolve, isSwagger })];
    });
    return [{ path, node, operations }];
  });
  const components = child(root, 'components');
  const schemas = isSwagger ? child(root, 'definitions') : child(components, 'schemas');
  const operations = paths.flatMap((path) => path.operations);
  const named = fields(schemas);
  return {
    isSwagger,
    version: text(root, isSwagger ? 'swagger' : 'openapi') ?? '',
    root,
    resolve,
    paths,
    operations,
    schemas: named,
    described: describedSchemas({ schemas: named, operations }),
    schemes: securityOf(root, resolve, isSwagger),
  };
}
