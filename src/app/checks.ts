import type { BlockChecks } from '../consultation/verify/block-check.ts';
import { createCodeCheck } from '../consultation/verify/code-check.ts';
import { createDdlCheck } from '../consultation/verify/ddl-check.ts';
import { createParseCode } from '../consultation/verify/parse-code.ts';
import type { Reviewers } from './reviewers.ts';

/** What an answer's fenced blocks are checked by before they are posted. */
export function createChecks({ reviewSchema, reviewCode }: Reviewers): BlockChecks {
  return {
    ddl: createDdlCheck(reviewSchema),
    code: createCodeCheck(createParseCode(reviewCode)),
  };
}
