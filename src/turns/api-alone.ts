import { apiSources } from '../consultation/api-sources.ts';
import { waitingInLine } from '../consultation/waiting.ts';
import type { Clock } from '../core/clock.ts';
import type { Files } from '../core/file.ts';
import type { ApiReview } from '../review/api/api-review.ts';
import type { Contract } from '../review/api/documents.ts';
import { apiArtifacts } from '../review/api/report/artifacts.ts';
import { writeApiChat } from '../review/api/report/chat.ts';
import { apiEvidence } from '../review/api/report/evidence.ts';
import type { ReviewApi } from '../review/api/review-api.ts';
import { noModelTookPart, saidAlone, stopped } from './alone.ts';
import type { Alone } from './respond.ts';
import { type Responding, ownerAfter } from './responding.ts';

/** Answers a question that brings a contract from the rules alone: complete all the same, and says so. */
export function createApiAlone(desk: {
  readonly review: ReviewApi;
  readonly files: Files;
  readonly clock: Clock;
}): Alone {
  const { review, files, clock } = desk;
  return async (turn, agent, dispatch) => {
    const { question, lease, reply } = turn;
    const began = clock.monotonic();
    const contracts = (await apiSources(question.messages, files, lease.signal)).slice(0, MOST);
    if (contracts.length === 0) return null;
    reply.status('Checking the API contract');
    const reviews = await reviewAll(contracts, turn, review);
    if (reviews === null) return stopped(turn);
    const text = `${reviews.map((one) => headed(one, reviews.length)).join('\n\n')}\n\n${noModelTookPart('the linter and the rules')}`;
    reply.append(text);
    for (const artifact of artifactsOf(reviews)) reply.attach(artifact);
    const evidence = reviews.flatMap(apiEvidence);
    const elapsedMs = clock.monotonic() - began;
    const as = { agent: agent.id, name: agent.name, owner: ownerAfter(turn.claim, dispatch) };
    return saidAlone({ text, evidence, elapsedMs }, as);
  };
}

/** More contracts at once are a repository: that is the command line's. */
const MOST = 3;

/** Null: the person pressed Stop meanwhile. */
async function reviewAll(
  contracts: readonly Contract[],
  { lease, reply }: Responding,
  review: ReviewApi,
): Promise<readonly ApiReview[] | null> {
  const onWaiting = (ahead: number) => reply.status(waitingInLine(ahead));
  try {
    return await Promise.all(
      contracts.map((one) => review(one, { signal: lease.signal, onWaiting })),
    );
  } catch (thrown) {
    if (lease.signal.aborted) return null;
    throw thrown;
  }
}

function headed(review: ApiReview, count: number): string {
  return count === 1 ? writeApiChat(review) : `## ${review.input.name}\n\n${writeApiChat(review)}`;
}

/** Names are unique within one answer. */
function artifactsOf(reviews: readonly ApiReview[]) {
  return reviews.flatMap((review, index) =>
    apiArtifacts(review).map((artifact) =>
      index === 0 ? artifact : { ...artifact, name: artifact.name.replace('.', `-${index + 1}.`) },
    ),
  );
}
