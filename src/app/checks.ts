import type { BlockChecks } from '../consultation/verify/block-check.ts';
import { createCodeCheck } from '../consultation/verify/code-check.ts';
import { createContractCheck } from '../consultation/verify/contract-check.ts';
import { createDdlCheck } from '../consultation/verify/ddl-check.ts';
import { createDiagramCheck } from '../consultation/verify/diagram-check.ts';
import { createParseCode } from '../consultation/verify/parse-code.ts';
import type { Reviewers } from './reviewers.ts';

/** What an answer's fenced blocks are checked by before they are posted. */
export function createChecks({
  reviewSchema,
  reviewApi,
  reviewCode,
  diagrams,
}: Reviewers): BlockChecks {
  return {
    ddl: createDdlCheck(reviewSchema),
    contract: createContractCheck(reviewApi),
    diagram: createDiagramCheck(diagrams),
    code: createCodeCheck(createParseCode(reviewCode)),
  };
}
