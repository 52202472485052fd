import { describe, expect, test } from '@jest/globals';
import { graphqlRules } from '../../../src/review/api/graphql-rules/all.ts';
import { parseSdl } from '../../../src/review/api/graphql/parse-sdl.ts';
import { readSdl } from '../../../src/review/api/graphql/sdl.ts';
import { applyRules } from '../../../src/review/api/rule.ts';
import { CLEAN_SDL } from './contracts.ts';
import { testRules, type RuleCases } from './rule-cases.ts';

function found(text: string) {
  const document = parseSdl(text);
  if (typeof document === 'string') throw new Error(document);
  return applyRules(graphqlRules, readSdl(document), () => 1);
}

const ids = (text: string): readonly string[] => found(text).map(({ id }) => id);
const plus = (sdl: string): string => CLEAN_SDL + sdl;

/** Added to a schema without findings; one with a query of its own stands alone. */
const cases: RuleCases<string> = {
  'api.graphql_secret_field': {
    speaks: ['extend type Order { passwordHash: String }'],
    silent: [
      'extend input CreateOrderInput { password: String }',
      'extend type Order { passwordChanged: Boolean }',
    ],
  },
  'api.graphql_depth': {
    speaks: [
      'extend type Order { user: User! } type User { id: ID! last: Order }',
      'extend type Order { parent: Order }',
    ],
    silent: ['extend type Order { user: User! } type User { id: ID! }'],
  },
  'api.graphql_id_nullable': {
    speaks: ['extend type Order { user: User } type User { id: ID }'],
    silent: ['extend type Order { userId: ID }', 'extend input CreateOrderInput { id: ID }'],
  },
  'api.graphql_mutation_result': {
    speaks: [
      'extend type Mutation { deleteOrder(id: ID!): Boolean }',
      'extend type Mutation { shipOrder(id: ID!): Order }',
    ],
    silent: [
      'extend type Mutation { shipOrder(id: ID!): Shipped } union Shipped = Order | UserError',
    ],
  },
  'api.graphql_mutation_input': {
    speaks: ['extend type Mutation { move(a: Int, b: Int, c: Int, d: Int): CreateOrderPayload! }'],
    silent: ['extend type Mutation { move(a: Int, b: Int, c: Int): CreateOrderPayload! }'],
  },
  'api.graphql_errors_undesigned': {
    speaks: [
      'type Query { a: Int } type Mutation { a: APayload b: APayload } type APayload { ok: Boolean }',
    ],
    silent: ['extend type Mutation { b: CreateOrderPayload! }'],
  },
  'api.graphql_deprecated_reason': {
    speaks: [
      'extend type Order { older: String @deprecated }',
      'extend enum Status { OLD @deprecated(reason: " ") }',
    ],
    silent: ['extend enum Status { OLD @deprecated(reason: "Never sent.") }'],
  },
  'api.graphql_money_float': {
    speaks: ['extend type Order { totalPrice: Float }'],
    silent: ['extend type Order { price: Money weight: Float } scalar Money'],
  },
  'api.graphql_date_string': {
    speaks: ['extend type Order { shippedAt: String }'],
    silent: ['extend type Order { shippedAt: DateTime dateFormat: String flat: String }'],
  },
  'api.graphql_naming': {
    speaks: [
      'extend type Order { ship_to: String }',
      'extend enum Status { lost }',
      'extend type Order { a: order_line } type order_line { a: Int }',
    ],
    silent: [
      'extend type Order { shipTo: String _meta: Int URL: Int }'.replace(' URL: Int', ''),
      'extend enum Status { IN_TRANSIT }',
    ],
  },
  'api.graphql_type_unused': {
    speaks: ['type Orphan { a: Int }'],
    silent: [
      'union Any = Order | Second type Second { a: Int } extend type Query { any: Any }',
      'directive @cost(by: Unit) on FIELD_DEFINITION enum Unit { SMALL }',
    ],
  },
  'api.graphql_list_unpaged': {
    speaks: ['extend type Query { all: [Order!]! }'],
    silent: [
      'extend type Query { some(first: Int): [Order!]! }',
      'extend type Query { byIds(ids: [ID!]!): [Order!]! }',
      'extend type Query { names: [String!]! }',
    ],
  },
  'api.graphql_connection_shape': {
    speaks: [
      'extend type Query { users(first: Int): UserConnection } type UserConnection { users: [Order!]! }',
    ],
    silent: [
      'extend type Query { users(first: Int): UserConnection } type UserConnection { pageInfo: PageInfo! edges: [UserEdge!]! } type UserEdge { cursor: String }',
    ],
  },
  'api.graphql_paging_mixed': {
    speaks: ['extend type Query { older(offset: Int, limit: Int): [Order!]! }'],
    silent: ['extend type Query { older(first: Int, before: String): OrderConnection! }'],
  },
  'api.graphql_n_plus_one': {
    speaks: ['extend type Order { user: User! } type User { id: ID! }'],
    silent: ['extend type Order { address: Address! } type Address { street: String }'],
  },
  'api.graphql_list_nullability': {
    speaks: ['extend type Order { tags: [String] }'],
    silent: ['extend type Order { tags: [String!] }'],
  },
};

describe('our rules over GraphQL', () => {
  test('find nothing in a schema that does what they ask', () => {
    expect(ids(CLEAN_SDL)).toEqual([]);
  });

  testRules(graphqlRules, cases, (sdl) => ids(sdl.startsWith('type Query') ? sdl : plus(sdl)));

  test('name the line', () => {
    const [finding] = found(plus('\n\nextend type Order {\n  passwordHash: String\n}'));
    const line = plus('\n\nextend type Order {\n  passwordHash').split('\n').length;
    expect(finding).toMatchObject({ where: 'Order.passwordHash', line });
  });
});
