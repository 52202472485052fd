import type { Sdl } from '../graphql/sdl.ts';
import type { Rule, RuleText } from '../rule.ts';
import { listRules } from './lists.ts';
import { sdlRules } from './schema.ts';

/** Our own rules over GraphQL, what weighs most first. */
export const graphqlRules: readonly Rule<Sdl>[] = [...sdlRules, ...listRules];

/** What graphql-js itself refuses. */
export const graphqlInvalid: RuleText = {
  id: 'api.graphql_invalid',
  severity: 'error',
  confidence: 'proved',
  why: 'The schema is not valid, so no server starts with it.',
  source: 'https://spec.graphql.org/October2021/#sec-Type-System',
  fix: 'Mend what the message names.',
};

/** Apart from the rest: a part of a schema leans on types that stand elsewhere. */
export const graphqlTypeUndefined: RuleText = {
  ...graphqlInvalid,
  id: 'api.graphql_type_undefined',
  why: 'The type is not defined here, so no server starts with the schema by itself.',
  fix: 'Define it, or review the whole schema with it.',
};
