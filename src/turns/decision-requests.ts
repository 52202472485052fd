import { changeDecision, tellToRevisit } from '../decisions/change.ts';
import { exportDecisions, importDecisions, postDecision } from '../decisions/files.ts';
import { type KeepDeps, saveAnswer } from '../decisions/keep.ts';
import type { Files } from '../core/file.ts';
import { answering } from './answering.ts';
import type { RequestHandlers } from './requests.ts';

export interface DecisionRequestDeps extends KeepDeps {
  readonly files: Files;
}

/** What is asked of the decision log: answered by the host alone, without a model. */
export function createDecisionRequests(deps: DecisionRequestDeps): RequestHandlers {
  return {
    'save-decision': answering('save-decision', ({ claim, question }, { at }) => {
      const { thread, conversation } = claim;
      return saveAnswer({ thread, conversation, at, user: question.last.user }, deps);
    }),
    'change-decision': answering('change-decision', ({ claim }, { number, to }) =>
      changeDecision(claim.thread.team, number, { status: to }, deps),
    ),
    'supersede-decision': answering('supersede-decision', ({ claim }, { number, older }) =>
      changeDecision(claim.thread.team, number, { supersede: older }, deps),
    ),
    'revisit-decision': answering('revisit-decision', ({ claim }, { number }) =>
      tellToRevisit(claim.thread.team, number, deps),
    ),
    'post-decision': answering('post-decision', ({ claim }, { number }) =>
      postDecision(claim.thread.team, number, deps),
    ),
    'export-decisions': answering('export-decisions', ({ claim, reply }) => {
      reply.status('Writing the records');
      return exportDecisions(claim.thread.team, deps);
    }),
    'import-decisions': answering('import-decisions', ({ claim, question, lease, reply }) => {
      reply.status('Reading the records');
      const files = question.messages.flatMap((message) => message.files);
      const { user } = question.last;
      const retried = question.attempts > 0;
      const wish = { team: claim.thread.team, user, files, retried, signal: lease.signal };
      return importDecisions(wish, deps);
    }),
  };
}
