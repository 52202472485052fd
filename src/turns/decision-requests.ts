import { changeDecision, tellToRevisit } from '../decisions/change.ts';
import { exportDecisions, importDecisions, postDecision } from '../decisions/files.ts';
import { type KeepDeps, saveAnswer, type Told } from '../decisions/keep.ts';
import type { Files } from '../core/file.ts';
import { isFromGuest } from '../core/message.ts';
import type { RequestOf, RequestType } from '../core/request.ts';
import { answering } from './answering.ts';
import type { RequestHandler, RequestHandlers } from './requests.ts';
import type { Responding } from './responding.ts';

export interface DecisionRequestDeps extends KeepDeps {
  readonly files: Files;
}

/** What is asked of the decision log: answered by the host alone, without a model. */
export function createDecisionRequests(deps: DecisionRequestDeps): RequestHandlers {
  return {
    'save-decision': forMembers('save-decision', ({ claim, question }, { at }) => {
      const { thread, conversation } = claim;
      return saveAnswer({ thread, conversation, at, user: question.last.user }, deps);
    }),
    'change-decision': forMembers('change-decision', ({ claim }, { number, to }) =>
      changeDecision(claim.thread.team, number, { status: to }, deps),
    ),
    'supersede-decision': forMembers('supersede-decision', ({ claim }, { number, older }) =>
      changeDecision(claim.thread.team, number, { supersede: older }, deps),
    ),
    'revisit-decision': answering('revisit-decision', ({ claim }, { number }) =>
      tellToRevisit(claim.thread.team, number, deps),
    ),
    'post-decision': forMembers('post-decision', ({ claim }, { number }) =>
      postDecision(claim.thread.team, number, deps),
    ),
    'export-decisions': forMembers('export-decisions', ({ claim, reply }) => {
      reply.status('Writing the records');
      return exportDecisions(claim.thread.team, deps);
    }),
    'import-decisions': forMembers('import-decisions', ({ claim, question, lease, reply }) => {
      reply.status('Reading the records');
      const files = question.messages.flatMap((message) => message.files);
      const { user } = question.last;
      const retried = question.attempts > 0;
      const wish = { team: claim.thread.team, user, files, retried, signal: lease.signal };
      return importDecisions(wish, deps);
    }),
  };
}

/** The log is the workspace's own, and agents follow what it says: people of another workspace neither read nor write it. */
function forMembers<T extends RequestType>(
  type: T,
  answer: (turn: Responding, request: RequestOf<T>) => Promise<Told>,
): RequestHandler {
  return answering(type, async (turn, request) =>
    isFromGuest(turn.question.last) ? { text: notTheirs } : answer(turn, request),
  );
}

const notTheirs =
  'The decision log belongs to the workspace that I was added to: only its own people read it, save to it or change it. Ask one of them to do it here.';
