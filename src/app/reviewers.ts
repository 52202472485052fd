import { createApiReviewer, type ReviewApi } from '../review/api/review-api.ts';
import { createCodeReviewer, type ReviewCode } from '../review/code/review-code.ts';
import { createDiagrams, type Diagrams } from '../review/diagram/diagrams.ts';
import { createQueryExplainer, type ExplainQueries } from '../review/query/explain-queries.ts';
import { createSchemaReviewer, type ReviewSchema } from '../review/schema/review-schema.ts';
import { createSandbox } from '../sandbox/sandbox.ts';

/** The deterministic reviewers, each over a sandbox. */
export interface Reviewers {
  readonly reviewSchema: ReviewSchema;
  readonly explainQueries: ExplainQueries;
  readonly reviewApi: ReviewApi;
  readonly reviewCode: ReviewCode;
  readonly diagrams: Diagrams;
}

/** Database engines take a core and up to a gigabyte each while they run; the others wait and are told so. */
const ENGINES_AT_ONCE = 2;

/** Parsers, linters and drawing: a second and a few hundred megabytes. A long review must not hold them up. */
const PARSERS_AT_ONCE = 2;

export function createReviewers(): Reviewers {
  const engines = createSandbox({ places: ENGINES_AT_ONCE });
  const parsers = createSandbox({ places: PARSERS_AT_ONCE });
  return {
    reviewSchema: createSchemaReviewer(engines),
    explainQueries: createQueryExplainer(engines),
    reviewApi: createApiReviewer(parsers),
    reviewCode: createCodeReviewer(parsers),
    diagrams: createDiagrams(parsers),
  };
}
