import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import type { Content, Operation } from '../openapi/operation.ts';
import { isFailure, isSuccess } from '../openapi/operation-shape.ts';
import { wordsOf } from '../openapi/path-words.ts';
import { isJson, propertiesOf, typesOf } from '../openapi/schema.ts';

const PROBLEM = 'https://www.rfc-editor.org/rfc/rfc9457';

/** What errors look like. */
export const errorRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.error_in_success',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'The successful answer has room for a failure: status code, retries, caches and alerts of everything in between take the error for a success.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15',
    fix: 'Answer failures with 4xx or 5xx and a body of their own.',
    check: (contract) =>
      contract.operations.flatMap((operation) => errorsInSuccess(operation, contract)),
  },
  {
    id: 'api.error_format',
    severity: 'warn',
    confidence: 'proved',
    why: 'Errors have a shape of their own: every client writes its own parser for it, and tools that know RFC 9457 do not help.',
    source: PROBLEM,
    fix: 'Answer errors as application/problem+json with type, title, status and detail; own members may stay beside them.',
    check: ({ operations, root }) => {
      const bodies = errorBodies(operations).filter(({ content }) => isJson(content));
      const own = bodies.filter(({ content }) => !isProblem(content));
      if (own.length === 0 || own.length < bodies.length) return [];
      return [
        {
          where: 'all errors',
          at: own[0]?.at ?? root.pointer,
          detail: `of ${own.length} error response${own.length === 1 ? '' : 's'} none is application/problem+json`,
        },
      ];
    },
  },
  {
    id: 'api.error_formats_mixed',
    severity: 'warn',
    confidence: 'proved',
    why: 'Errors come in several shapes, so no caller can handle them in one place.',
    source: PROBLEM,
    fix: 'Describe one error schema under components and refer to it from every failure.',
    check: ({ operations, resolve }) => mixedShapes(operations, resolve),
  },
  {
    id: 'api.error_body_undeclared',
    severity: 'info',
    confidence: 'proved',
    why: 'The failures are declared without a body, so callers learn the number and not the reason.',
    source: PROBLEM,
    fix: 'Refer to one error schema from every failure.',
    check: ({ operations, root }) => {
      const failures = operations.flatMap(({ responses }) => responses.filter(isFailure));
      const empty = failures.filter(({ content }) => content.length === 0);
      if (empty.length * 2 < failures.length || empty.length === 0) return [];
      return [
        {
          where: 'error responses',
          at: empty[0]?.node.pointer ?? root.pointer,
          detail: `${empty.length} of ${failures.length} have no body`,
        },
      ];
    },
  },
  {
    id: 'api.problem_members',
    severity: 'info',
    confidence: 'proved',
    why: 'The media type promises an RFC 9457 problem, and the schema has none of its members.',
    source: `${PROBLEM}#section-3.1`,
    fix: 'Give the schema type, title, status and detail.',
    check: ({ operations, resolve }) =>
      errorBodies(operations)
        .filter(({ content }) => isProblem(content))
        .filter(({ content }) => {
          const names = propertiesOf(content.schema, resolve).map(([name]) => name);
          return (
            names.length > 0 && !names.some((name) => /^(type|title|status|detail)$/.test(name))
          );
        })
        .map(({ where, content }) => ({ where, at: content.schema.pointer })),
  },
];

function isProblem({ mediaType }: Content): boolean {
  return /problem\+(json|xml)/i.test(mediaType);
}

function errorBodies(operations: readonly Operation[]) {
  return operations.flatMap(({ name, responses }) =>
    responses
      .filter(isFailure)
      .flatMap(({ status, content, node }) =>
        content.map((one) => ({ where: `${name} ${status}`, at: node.pointer, content: one })),
      ),
  );
}

/** Different sets of property names, a problem's own members left out; a schema without properties is no shape. */
function mixedShapes(
  operations: readonly Operation[],
  resolve: OpenApi['resolve'],
): readonly Hit[] {
  const shapes = new Map<string, { readonly at: string; readonly where: string; times: number }>();
  for (const { where, at, content } of errorBodies(operations)) {
    const names = propertiesOf(content.schema, resolve).map(([name]) => name);
    if (!isJson(content) || names.length === 0) continue;
    const shape = [...new Set(names)].toSorted().join(', ');
    const known = shapes.get(shape);
    if (known === undefined) shapes.set(shape, { at, where, times: 1 });
    else known.times += 1;
  }
  const [main, second] = [...shapes].toSorted(([, a], [, b]) => b.times - a.times);
  if (main === undefined || second === undefined) return [];
  const detail = `${shapes.size} shapes: {${clipped(main[0])}} ${main[1].times} times, {${clipped(second[0])}} at ${second[1].where}`;
  return [{ where: 'all errors', at: second[1].at, detail }];
}

function clipped(names: string): string {
  return names.length > 80 ? `${names.slice(0, 80)}…` : names;
}

/** `success: boolean` and its kin, or an error beside the data. A job that may have failed has an `error` too. */
function errorsInSuccess(
  { name, path, responses }: Operation,
  { resolve }: OpenApi,
): readonly Hit[] {
  if (/health|status|ping|ready|alive/i.test(path)) return [];
  return responses.filter(isSuccess).flatMap(({ content }) =>
    content.filter(isJson).flatMap(({ schema }): Hit[] => {
      const properties = propertiesOf(schema, resolve);
      const flag = properties.find(
        ([key, raw]) =>
          /^(success|succeeded|ok|isSuccess|is_success)$/.test(key) &&
          typesOf(resolve(raw)).includes('boolean'),
      );
      const code = properties.find(([key]) => /^error(code|message)$/.test(wordsOf(key).join('')));
      const names = new Set(properties.map(([key]) => key));
      const beside = names.has('error') && (names.has('data') || names.has('result'));
      // What runs for long has a state, and tells of its failure in a successful answer.
      const isTask = names.has('status') || names.has('state');
      const found = flag?.[0] ?? (isTask ? undefined : code?.[0]) ?? (beside ? 'error' : undefined);
      return found === undefined ? [] : [{ where: name, at: schema.pointer, detail: `"${found}"` }];
    }),
  );
}
