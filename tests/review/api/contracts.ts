const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });

const responses = (success: Record<string, unknown>) => ({
  ...success,
  '429': { $ref: '#/components/responses/Problem' },
  default: { $ref: '#/components/responses/Problem' },
});

export const query = (name: string, schema: unknown) => ({ name, in: 'query', schema });

/** A contract that our own rules find nothing in; tests change one thing of it. */
export function cleanOpenApi() {
  const problem = {
    description: 'It failed.',
    headers: { 'Retry-After': { schema: { type: 'integer' } } },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const order = { $ref: '#/components/schemas/Order' };
  const id = { name: 'orderId', in: 'path', required: true, schema: { type: 'string' } };
  const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } };
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    servers: [{ url: 'https://api.example.com/v1' }],
    security: [{ bearer: [] }],
    paths: {
      '/orders': {
        get: {
          operationId: 'listOrders',
          parameters: [
            query('cursor', { type: 'string' }),
            query('limit', { type: 'integer', maximum: 100 }),
            query('status', { type: 'string' }),
          ],
          responses: responses({
            '200': {
              description: 'Some.',
              ...json({ type: 'object', properties: { items: { type: 'array', items: order } } }),
            },
          }),
        },
        post: {
          operationId: 'createOrder',
          parameters: [key],
          requestBody: json({ $ref: '#/components/schemas/NewOrder' }),
          responses: responses({
            '201': {
              description: 'Made.',
              headers: { Location: { schema: { type: 'string' } } },
              ...json(order),
            },
          }),
        },
      },
      '/orders/{orderId}': {
        get: {
          operationId: 'getOrder',
          parameters: [id],
          responses: responses({ '200': { description: 'It.', ...json(order) } }),
        },
        delete: {
          operationId: 'deleteOrder',
          parameters: [id],
          responses: responses({ '204': { description: 'Gone.' } }),
        },
      },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      responses: { Problem: problem },
      schemas: {
        Problem: {
          type: 'object',
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
          },
        },
        Order: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            totalCents: { type: 'integer' },
            createdAt: { type: 'string', format: 'date-time' },
          },
        },
        NewOrder: {
          type: 'object',
          properties: {
            note: { type: 'string', maxLength: 500 },
            items: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 40 } },
          },
        },
      },
    },
  };
}

/** With one thing changed; what is typed here is only the clean form. */
// oxlint-disable-next-line typescript/no-explicit-any -- cases write what no type would allow
export function changed(change: (contract: any) => void) {
  const contract = cleanOpenApi();
  change(contract);
  return contract;
}

export const CLEAN_SDL = `
type Query { order(id: ID!): Order orders(first: Int, after: String): OrderConnection! }
type Mutation { createOrder(input: CreateOrderInput!): CreateOrderPayload! }
input CreateOrderInput { note: String }
type CreateOrderPayload { order: Order errors: [UserError!]! }
type UserError { message: String! }
type OrderConnection { pageInfo: PageInfo! nodes: [Order!]! }
type PageInfo { endCursor: String hasNextPage: Boolean! }
type Order { id: ID! status: Status! createdAt: DateTime! old: String @deprecated(reason: "Use status.") totalCents: Int! }
enum Status { OPEN SHIPPED }
scalar DateTime
`;

export const CLEAN_PROTO = `syntax = "proto3";
package shop.orders.v1;
service Orders {
  rpc ListOrders(ListOrdersRequest) returns (ListOrdersResponse);
  rpc GetOrder(GetOrderRequest) returns (Order);
}
message ListOrdersRequest { int32 page_size = 1; string page_token = 2; }
message ListOrdersResponse { repeated Order orders = 1; string next_page_token = 2; }
message GetOrderRequest { string id = 1; }
message Order { string id = 1; int64 total_cents = 2; Status status = 3; google.protobuf.Timestamp create_time = 4; }
enum Status { STATUS_UNSPECIFIED = 0; STATUS_OPEN = 1; }
`;
