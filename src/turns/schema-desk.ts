import { asVersions, type SchemaSource } from '../consultation/schema-sources.ts';
import type { ErDiagram } from '../consultation/tools/review-schema.ts';
import { waitingInLine } from '../consultation/waiting.ts';
import type { Clock } from '../core/clock.ts';
import type { Files } from '../core/file.ts';
import { actionsOf } from '../review/schema/report/actions.ts';
import { artifactsOf } from '../review/schema/report/artifacts.ts';
import { writeChat } from '../review/schema/report/chat.ts';
import { evidenceOf } from '../review/schema/report/evidence.ts';
import type { SchemaReview } from '../review/schema/review.ts';
import type { ReviewSchema } from '../review/schema/review-schema.ts';
import { noModelTookPart, saidAlone, type Speaker, stopped } from './alone.ts';
import type { Responding } from './responding.ts';
import type { Said } from './said.ts';
import { ignoredHere } from './schema-thread.ts';

/** What a review of a schema in a thread is made with. */
export interface SchemaDesk {
  readonly review: ReviewSchema;
  readonly files: Files;
  readonly clock: Clock;
  readonly erDiagram?: ErDiagram;
}

/** The review, without what people of the thread decided to ignore. Null: the person pressed Stop meanwhile. */
export async function reviewHere(
  turn: Responding,
  sources: readonly SchemaSource[],
  { review }: SchemaDesk,
): Promise<SchemaReview | null> {
  const { lease, reply } = turn;
  reply.status('Running the schema on PostgreSQL');
  const request = { ...asVersions(sources), ignored: ignoredHere(turn), dialect: null };
  const onWaiting = (ahead: number) => reply.status(waitingInLine(ahead));
  const onStage = (stage: string) => reply.status(stage);
  try {
    return await review(request, { signal: lease.signal, onWaiting, onStage });
  } catch (thrown) {
    if (lease.signal.aborted) return null;
    throw thrown;
  }
}

/** Says a whole review: the verdict in the thread, the rest as files, evidence and buttons below. */
export async function sayReview(
  turn: Responding,
  sources: readonly SchemaSource[],
  as: Speaker,
  desk: SchemaDesk,
): Promise<Said> {
  const { reply, lease } = turn;
  const began = desk.clock.monotonic();
  const reviewed = await reviewHere(turn, sources, desk);
  if (reviewed === null) return stopped(turn);
  const text = `${writeChat(reviewed)}\n\n${noModelTookPart('the database engine and the checks')}`;
  reply.append(text);
  const diagram =
    reviewed.status === 'aborted' ? null : await desk.erDiagram?.(reviewed, lease.signal);
  for (const artifact of [...(diagram ? [diagram] : []), ...artifactsOf(reviewed)]) {
    reply.attach(artifact);
  }
  const evidence = evidenceOf(reviewed);
  const elapsedMs = desk.clock.monotonic() - began;
  return saidAlone({ text, evidence, elapsedMs, actions: actionsOf(reviewed) }, as);
}
