import { apiConcepts } from './api.ts';
import { architectureConcepts } from './architecture.ts';
import { codeConcepts } from './code.ts';
import type { Concept } from './concept.ts';
import { dataConcepts } from './data.ts';
import { otherConcepts } from './other-fields.ts';
import { performanceConcepts } from './performance.ts';
import { securityConcepts } from './security.ts';

/** Everything that questions to engineers are about, as far as we know. */
export const lexicon: readonly Concept[] = [
  ...architectureConcepts,
  ...dataConcepts,
  ...apiConcepts,
  ...performanceConcepts,
  ...securityConcepts,
  ...codeConcepts,
  ...otherConcepts,
];
