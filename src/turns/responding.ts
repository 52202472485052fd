import type { Dispatch, ThreadOwner } from '../core/dispatch.ts';
import type { Claim } from '../core/inbox.ts';
import type { Reply } from '../core/reply.ts';
import type { ThreadRequest } from '../core/request.ts';
import type { Usage } from '../core/usage.ts';
import type { Lease } from '../core/wakeups.ts';
import type { Log } from '../lib/log.ts';
import type { Question } from './question.ts';

/** A turn while its answer is made. */
export interface Responding {
  readonly claim: Claim;
  readonly question: Question;
  readonly lease: Lease;
  readonly reply: Reply;
  readonly log: Log;
  /** What the requests before this one in the same turn fulfilled, and spent: not in the transcript or the books yet. */
  readonly fulfilled?: readonly ThreadRequest[];
  readonly spent?: Usage;
}

/** Who owns the thread after this turn. */
export function ownerAfter(claim: Claim, dispatch: Dispatch): ThreadOwner | null {
  const { owner, turns } = claim.conversation;
  if (dispatch.agent === null || dispatch.agent === owner?.agent) return owner;
  return { agent: dispatch.agent, by: dispatch.by, sinceTurn: turns };
}
