import type { Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import { errorRules } from './errors.ts';
import { fieldRules } from './fields.ts';
import { methodRules } from './methods.ts';
import { pagingRules } from './paging.ts';
import { pathRules } from './paths.ts';
import { resilienceRules } from './resilience.ts';
import { schemaRules } from './schemas.ts';
import { securityRules } from './security.ts';
import { versionRules } from './versions.ts';

/** Our own rules over OpenAPI, what weighs most first: in this order they are told within a severity. */
export const openApiRules: readonly Rule<OpenApi>[] = [
  ...securityRules,
  ...methodRules,
  ...resilienceRules,
  ...pagingRules,
  ...errorRules,
  ...versionRules,
  ...schemaRules,
  ...fieldRules,
  ...pathRules,
];
