import { describe, expect, test } from '@jest/globals';
import { readOpenApi } from '../../../src/review/api/openapi/contract.ts';
import { openApiRules } from '../../../src/review/api/openapi-rules/all.ts';
import { applyRules } from '../../../src/review/api/rule.ts';
import { changed, cleanOpenApi, query } from './contracts.ts';
import { testRules, type RuleCases } from './rule-cases.ts';

function found(document: unknown): readonly string[] {
  return applyRules(openApiRules, readOpenApi(document), () => 1).map(({ id }) => id);
}

// oxlint-disable-next-line typescript/no-explicit-any -- cases write what no type would allow
type Change = (contract: any) => void;

// oxlint-disable-next-line typescript/no-explicit-any -- as above
const operationsOf = (contract: any): any[] =>
  Object.values(contract.paths).flatMap((item) => Object.values(item as object));

const json = (schema: unknown) => ({
  description: '',
  content: { 'application/json': { schema } },
});
const fails = { default: { $ref: '#/components/responses/Problem' } };
const answers = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: '' }]));
const ok = { ...answers('200'), ...fails };
const list = (schema: unknown = { type: 'array', items: { type: 'string' } }) => ({
  responses: { '200': json(schema), ...fails },
});
const two = (contract: { paths: Record<string, unknown> }, extra: Record<string, unknown>) => {
  contract.paths['/customers/{id}/orders/{key}'] = { put: { ...extra, responses: ok } };
  contract.paths['/shops/{id}'] = { patch: { ...extra, responses: ok } };
};

/** Each changes one thing of a contract without findings. */
const cases: RuleCases<Change> = {
  'api.auth_undeclared': {
    speaks: [(c) => delete c.security],
    silent: [(c) => (c.paths['/orders'].get.security = [])],
  },
  'api.public_write': {
    speaks: [
      (c) => (c.paths['/orders'].post.security = []),
      (c) => (c.paths['/orders'].post.security = [{}, { bearer: [] }]),
    ],
    silent: [
      (c) => (c.paths['/orders'].get.security = []),
      (c) => (c.paths['/login'] = { post: { security: [], responses: ok } }),
    ],
  },
  'api.unauthorized_undeclared': {
    speaks: [(c) => (c.paths['/orders'].get.responses = answers('200', '400'))],
    silent: [(c) => (c.paths['/orders'].get.responses = answers('200', '4XX'))],
  },
  'api.auth_basic': {
    speaks: [(c) => (c.components.securitySchemes.bearer.scheme = 'Basic')],
    silent: [(c) => (c.components.securitySchemes.bearer.scheme = 'digest')],
  },
  'api.auth_key_in_query': {
    speaks: [
      (c) => (c.components.securitySchemes.bearer = { type: 'apiKey', in: 'query', name: 'k' }),
    ],
    silent: [
      (c) => (c.components.securitySchemes.bearer = { type: 'apiKey', in: 'header', name: 'k' }),
    ],
  },
  'api.auth_oauth_flow': {
    speaks: [
      (c) => (c.components.securitySchemes.bearer = { type: 'oauth2', flows: { implicit: {} } }),
    ],
    silent: [
      (c) =>
        (c.components.securitySchemes.bearer = {
          type: 'oauth2',
          flows: { authorizationCode: {} },
        }),
    ],
  },
  'api.secret_in_address': {
    speaks: [(c) => c.paths['/orders'].get.parameters.push(query('api_key', { type: 'string' }))],
    silent: [
      (c) =>
        c.paths['/orders'].get.parameters.push({
          name: 'api_key',
          in: 'header',
          schema: { type: 'string' },
        }),
      (c) => c.paths['/orders'].get.parameters.push(query('pageToken', { type: 'string' })),
    ],
  },
  'api.secret_in_response': {
    speaks: [(c) => (c.components.schemas.Order.properties.passwordHash = { type: 'string' })],
    silent: [
      (c) => (c.components.schemas.Order.properties.password = { type: 'string', writeOnly: true }),
      (c) => (c.components.schemas.NewOrder.properties.password = { type: 'string', maxLength: 9 }),
      (c) => (c.components.schemas.Order.properties.passwordChanged = { type: 'boolean' }),
    ],
  },
  'api.server_insecure': {
    speaks: [(c) => (c.servers[0].url = 'http://api.example.com/v1')],
    silent: [
      (c) => (c.servers[0].url = 'http://localhost:8080/v1'),
      (c) => (c.servers[0].url = '/v1'),
    ],
  },
  'api.get_changes_state': {
    speaks: [
      (c) => (c.paths['/orders'].get.operationId = 'deleteAllOrders'),
      (c) => (c.paths['/orders/delete'] = { get: { responses: ok } }),
    ],
    silent: [
      (c) => (c.paths['/orders'].get.operationId = 'deletedOrders'),
      (c) => (c.paths['/updates'] = { get: { responses: ok } }),
    ],
  },
  'api.get_body': {
    speaks: [(c) => (c.paths['/orders'].get.requestBody = json({}))],
    silent: [(c) => (c.paths['/orders/{orderId}'].delete.requestBody = json({ type: 'object' }))],
  },
  'api.no_content_with_body': {
    speaks: [
      (c) => (c.paths['/orders/{orderId}'].delete.responses['204'] = json({ type: 'object' })),
    ],
    silent: [
      (c) =>
        (c.paths['/orders/{orderId}'].delete.responses = {
          '202': json({ type: 'object' }),
          ...fails,
        }),
    ],
  },
  'api.no_success_response': {
    speaks: [(c) => (c.paths['/orders/{orderId}'].delete.responses = answers('404'))],
    silent: [
      (c) => (c.paths['/orders/{orderId}'].delete.responses = { ...answers('302'), ...fails }),
    ],
  },
  'api.create_status': {
    speaks: [(c) => (c.paths['/orders'].post.responses = ok)],
    silent: [
      (c) => (c.paths['/orders'].post.responses = { ...answers('202'), ...fails }),
      (c) => (c.paths['/orders/search'] = { post: { responses: ok } }),
    ],
  },
  'api.created_location': {
    speaks: [(c) => delete c.paths['/orders'].post.responses['201'].headers],
    silent: [
      (c) => (c.paths['/imports'] = { post: { responses: { ...answers('201'), ...fails } } }),
    ],
  },
  'api.delete_status': {
    speaks: [(c) => (c.paths['/orders/{orderId}'].delete.responses = ok)],
    silent: [
      (c) =>
        (c.paths['/orders/{orderId}'].delete.responses = {
          '200': json({ type: 'object' }),
          ...fails,
        }),
    ],
  },
  'api.client_errors_undeclared': {
    speaks: [(c) => (c.paths['/orders'].get.responses = answers('200', '500'))],
    silent: [(c) => (c.paths['/orders'].get.responses = answers('200', '4XX'))],
  },
  'api.not_found_undeclared': {
    speaks: [(c) => (c.paths['/orders/{orderId}'].get.responses = answers('200', '403'))],
    silent: [(c) => (c.paths['/orders/{orderId}'].get.responses = answers('200', '404', '401'))],
  },
  'api.server_errors_undeclared': {
    speaks: [
      (c) => {
        c.paths = {
          '/orders': {
            get: {
              responses: {
                '200': { description: '' },
                '401': { description: '' },
                '429': { description: '', headers: { 'Retry-After': {} } },
              },
            },
          },
        };
      },
    ],
    silent: [
      (c) => {
        c.paths = {
          '/orders': {
            get: {
              responses: answers('200', '4XX', '503'),
            },
          },
        };
      },
    ],
  },
  'api.idempotency_money': {
    speaks: [
      (c) => (c.paths['/orders'].post.parameters = []),
      (c) => (c.paths['/orders/{orderId}/refund'] = { post: { responses: ok } }),
    ],
    silent: [
      (c) => (c.paths['/orders/search'] = { post: { responses: ok } }),
      (c) => (c.paths['/repos/{id}/transfer'] = { post: { responses: ok } }),
    ],
  },
  'api.idempotency_create': {
    speaks: [
      (c) => {
        c.paths['/notes'] = { post: { responses: { ...answers('202'), ...fails } } };
        c.paths['/notes/{id}'] = {};
      },
    ],
    silent: [
      (c) => {
        c.paths['/notes'] = { post: { responses: { ...answers('202'), ...fails } } };
      },
    ],
  },
  'api.rate_limit': {
    speaks: [
      (c) => {
        for (const operation of operationsOf(c)) delete operation.responses['429'];
      },
    ],
    silent: [
      (c) => {
        c.components.responses.Problem.headers = { 'RateLimit-Limit': {} };
      },
    ],
  },
  'api.retry_after': {
    speaks: [(c) => delete c.components.responses.Problem.headers],
    silent: [(c) => (c.components.responses.Problem.headers = { 'X-RateLimit-Reset': {} })],
  },
  'api.conflict_undeclared': {
    speaks: [(c) => two(c, {})],
    silent: [
      (c) =>
        two(c, { parameters: [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }] }),
    ],
  },
  'api.list_unpaged': {
    speaks: [
      (c) => (c.paths['/orders'].get.parameters = []),
      (c) =>
        (c.paths['/tags'] = {
          get: list({ type: 'object', properties: { tags: { type: 'array', items: {} } } }),
        }),
    ],
    silent: [
      (c) =>
        (c.paths['/tags'] = {
          get: list({ type: 'array', maxItems: 20, items: { type: 'string' } }),
        }),
      (c) =>
        (c.paths['/orders/{orderId}/receipt'] = {
          get: list({ type: 'object', properties: { lines: { type: 'array', items: {} } } }),
        }),
    ],
  },
  'api.paging_mixed': {
    speaks: [
      (c) =>
        (c.paths['/tags'] = {
          get: {
            ...list(),
            parameters: [query('page', { type: 'integer' })],
          },
        }),
    ],
    silent: [
      (c) =>
        (c.paths['/tags'] = {
          get: {
            ...list(),
            parameters: [query('after', { type: 'string' })],
          },
        }),
    ],
  },
  'api.page_size_unbounded': {
    speaks: [(c) => delete c.paths['/orders'].get.parameters[1].schema.maximum],
    silent: [
      (c) => (c.paths['/orders'].get.parameters[1].schema = { type: 'integer', enum: [10, 50] }),
    ],
  },
  'api.list_bare_array': {
    speaks: [(c) => (c.paths['/orders'].get.responses['200'] = json({ type: 'array', items: {} }))],
    silent: [
      (c) =>
        (c.paths['/orders'].get.responses['200'] = {
          ...json({ type: 'array', items: {} }),
          headers: { Link: {} },
        }),
    ],
  },
  'api.list_filter': {
    speaks: [
      (c) => {
        c.paths['/orders'].get.parameters.pop();
        c.paths['/tags'] = {
          get: { ...list(), parameters: [query('cursor', {})] },
        };
      },
    ],
    silent: [(c) => c.paths['/orders'].get.parameters.pop()],
  },
  'api.error_in_success': {
    speaks: [
      (c) => (c.components.schemas.Order.properties.success = { type: 'boolean' }),
      (c) => (c.components.schemas.Order.properties.errorCode = { type: 'string' }),
    ],
    silent: [
      (c) => {
        c.components.schemas.Order.properties.status = { type: 'string' };
        c.components.schemas.Order.properties.errorCode = { type: 'string' };
      },
      (c) =>
        (c.paths['/health'] = {
          get: {
            responses: {
              '200': json({ type: 'object', properties: { ok: { type: 'boolean' } } }),
              ...fails,
            },
          },
        }),
    ],
  },
  'api.error_format': {
    speaks: [
      (c) => {
        const [media] = Object.values(c.components.responses.Problem.content);
        c.components.responses.Problem.content = { 'application/json': media };
        for (const operation of operationsOf(c))
          operation.responses['400'] = { $ref: '#/components/responses/Problem' };
      },
    ],
    silent: [
      (c) => (c.paths['/orders'].get.responses['400'] = { $ref: '#/components/responses/Problem' }),
    ],
  },
  'api.error_formats_mixed': {
    speaks: [
      (c) => {
        c.paths['/orders'].get.responses['400'] = json({
          type: 'object',
          properties: { code: {} },
        });
        c.paths['/orders'].get.responses['409'] = json({
          type: 'object',
          properties: { reason: {} },
        });
      },
    ],
    silent: [
      (c) => (c.paths['/orders'].get.responses['400'] = { $ref: '#/components/responses/Problem' }),
      (c) => (c.paths['/orders'].get.responses['418'] = { description: 'No body.' }),
    ],
  },
  'api.error_body_undeclared': {
    speaks: [(c) => delete c.components.responses.Problem.content],
    silent: [(c) => (c.paths['/orders'].get.responses['404'] = { description: 'None.' })],
  },
  'api.problem_members': {
    speaks: [(c) => (c.components.schemas.Problem.properties = { code: { type: 'string' } })],
    silent: [
      (c) =>
        (c.components.schemas.Problem.properties = {
          title: { type: 'string' },
          code: { type: 'string' },
        }),
    ],
  },
  'api.version_missing': {
    speaks: [(c) => (c.servers[0].url = 'https://api.example.com')],
    silent: [
      (c) => (c.servers[0].url = 'https://v2.example.com'),
      (c) => {
        c.servers[0].url = '/';
        c.paths['/orders'].get.parameters.push({ name: 'Api-Version', in: 'header', schema: {} });
      },
      (c) => {
        c.servers[0].url = '/';
        c.paths['/orders'].get.responses['200'].content = { 'application/vnd.shop.v2+json': {} };
      },
    ],
  },
  'api.versions_mixed': {
    speaks: [
      (c) => {
        c.paths['/v1/a'] = { get: { responses: ok } };
        c.paths['/v2/a'] = { get: { responses: ok } };
      },
    ],
    silent: [
      (c) => {
        c.paths['/v1/a'] = { get: { responses: ok } };
        c.paths['/v1/b'] = { get: { responses: ok } };
      },
    ],
  },
  'api.deprecated_without_end': {
    speaks: [(c) => (c.paths['/orders'].get.deprecated = true)],
    silent: [
      (c) => {
        c.paths['/orders'].get.deprecated = true;
        c.paths['/orders'].get.description = 'Use /v2/orders instead.';
      },
    ],
  },
  'api.array_items': {
    speaks: [(c) => (c.components.schemas.Order.properties.tags = { type: 'array' })],
    silent: [
      (c) => (c.components.schemas.Order.properties.tags = { type: 'array', prefixItems: [{}] }),
    ],
  },
  'api.nullable_ignored': {
    speaks: [
      (c) => (c.components.schemas.Order.properties.note = { type: 'string', nullable: true }),
      (c) => {
        c.openapi = '3.0.3';
        c.components.schemas.Order.properties.note = {
          $ref: '#/components/schemas/Problem',
          nullable: true,
        };
      },
    ],
    silent: [
      (c) => {
        c.openapi = '3.0.3';
        c.components.schemas.Order.properties.note = { type: 'string', nullable: true };
      },
    ],
  },
  'api.closed_composition': {
    speaks: [
      (c) =>
        (c.components.schemas.Both = {
          allOf: [
            { properties: { a: {} }, additionalProperties: false },
            { properties: { b: {} } },
          ],
        }),
    ],
    silent: [
      (c) =>
        (c.components.schemas.Both = {
          allOf: [{ properties: { a: {} } }, { properties: { b: {} } }],
          unevaluatedProperties: false,
        }),
    ],
  },
  'api.body_untyped': {
    speaks: [(c) => (c.paths['/orders'].post.requestBody = json({}))],
    silent: [
      (c) =>
        (c.paths['/orders'].post.requestBody = json({
          type: 'object',
          additionalProperties: true,
        })),
    ],
  },
  'api.money_float': {
    speaks: [(c) => (c.components.schemas.Order.properties.totalPrice = { type: 'number' })],
    silent: [
      (c) => (c.components.schemas.Order.properties.price = { type: 'string' }),
      (c) => (c.components.schemas.Order.properties.taxRate = { type: 'number' }),
    ],
  },
  'api.date_format': {
    speaks: [(c) => delete c.components.schemas.Order.properties.createdAt.format],
    silent: [
      (c) => (c.components.schemas.Order.properties.dateFormat = { type: 'string' }),
      (c) => (c.components.schemas.Order.properties.shipAt = { type: 'string', pattern: '^\\d' }),
    ],
  },
  'api.id_sequential': {
    speaks: [(c) => (c.paths['/orders/{orderId}'].get.parameters[0].schema.type = 'integer')],
    silent: [
      (c) =>
        (c.paths['/pages/{number}'] = {
          get: {
            parameters: [{ name: 'number', in: 'path', schema: { type: 'integer' } }],
            responses: ok,
          },
        }),
    ],
  },
  'api.field_case': {
    speaks: [(c) => (c.components.schemas.Order.properties.customer_name = { type: 'string' })],
    silent: [(c) => (c.components.schemas.Order.properties.currency = { type: 'string' })],
  },
  'api.body_unbounded': {
    speaks: [
      (c) =>
        (c.components.schemas.NewOrder.properties = {
          a: { type: 'string' },
          b: { type: 'string' },
          c: { type: 'array', items: {} },
        }),
    ],
    silent: [
      (c) =>
        (c.components.schemas.NewOrder.properties = {
          a: { type: 'string', format: 'uuid' },
          b: { type: 'string' },
          c: { enum: ['x'] },
        }),
    ],
  },
  'api.path_verb': {
    speaks: [
      (c) => (c.paths['/getOrders'] = { get: { responses: ok } }),
      (c) => (c.paths['/orders/create'] = { post: { responses: ok } }),
    ],
    silent: [
      (c) => (c.paths['/orders/{orderId}/cancel'] = { post: { responses: ok } }),
      (c) => (c.paths['/lists'] = { get: { responses: ok } }),
      (c) => (c.paths['/add-ons'] = { get: { responses: ok } }),
    ],
  },
  'api.path_singular': {
    speaks: [
      (c) => {
        c.paths['/shops/{id}'] = {};
        c.paths['/customer/{id}'] = {};
      },
    ],
    silent: [
      (c) => {
        c.paths['/order/{id}'] = {};
        c.paths['/customer/{id}'] = {};
      },
      (c) => (c.paths['/media/{id}'] = {}),
    ],
  },
  'api.path_case': {
    speaks: [
      (c) => {
        c.paths['/line-items'] = {};
        c.paths['/gift_cards'] = {};
      },
    ],
    silent: [
      (c) => {
        c.paths['/line-items'] = {};
        c.paths['/gift-cards'] = {};
      },
    ],
  },
  'api.parameter_case': {
    speaks: [
      (c) => {
        for (const name of ['sort_by', 'orderBy'])
          c.paths['/orders'].get.parameters.push({ name, in: 'query', schema: {} });
      },
    ],
    silent: [
      (c) => {
        for (const name of ['sortBy', 'orderBy'])
          c.paths['/orders'].get.parameters.push({ name, in: 'query', schema: {} });
      },
    ],
  },
  'api.path_nesting': {
    speaks: [(c) => (c.paths['/as/{a}/bs/{b}/cs/{c}/ds/{d}'] = {})],
    silent: [(c) => (c.paths['/as/{a}/bs/{b}/cs/{c}'] = {})],
  },
};

describe('our rules over OpenAPI', () => {
  test('find nothing in a contract that does what they ask', () => {
    expect(found(cleanOpenApi())).toEqual([]);
  });

  testRules(openApiRules, cases, (change) => found(changed(change)));

  test('say why, where it is written and what to do, in sentences', () => {
    for (const { id, why, fix, source } of openApiRules) {
      expect([id, why]).toEqual([id, expect.stringMatching(/^[A-Z0-9].*\.$/)]);
      expect([id, fix]).toEqual([id, expect.stringMatching(/^[A-Z].*\.$/)]);
      expect([id, source]).toEqual([id, expect.stringMatching(/^https:\/\//)]);
    }
  });

  test('read Swagger 2 in the same form', () => {
    const swagger = {
      swagger: '2.0',
      host: 'shop.example.com',
      schemes: ['http'],
      paths: {
        '/users': {
          get: {
            responses: {
              '200': {
                description: '',
                schema: { type: 'array', items: { $ref: '#/definitions/User' } },
              },
            },
          },
          post: {
            parameters: [{ in: 'body', name: 'user', schema: { $ref: '#/definitions/User' } }],
            responses: answers('200'),
          },
        },
        '/users/{id}': {
          get: {
            parameters: [{ name: 'id', in: 'path', type: 'integer' }],
            responses: answers('200'),
          },
        },
      },
      definitions: {
        User: {
          type: 'object',
          properties: { password: { type: 'string' }, manager: { $ref: '#/definitions/User' } },
        },
      },
    };
    expect(found(swagger)).toEqual(
      expect.arrayContaining([
        'api.secret_in_response',
        'api.server_insecure',
        'api.list_unpaged',
        'api.create_status',
        'api.id_sequential',
        'api.auth_undeclared',
        'api.version_missing',
      ]),
    );
  });
});
