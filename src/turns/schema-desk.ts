import { footer } from '../consultation/footer.ts';
import { asVersions, type SchemaSource } from '../consultation/schema-sources.ts';
import type { ErDiagram } from '../consultation/tools/review-schema.ts';
import { waitingInLine } from '../consultation/waiting.ts';
import type { Clock } from '../core/clock.ts';
import type { ThreadOwner } from '../core/dispatch.ts';
import type { Files } from '../core/file.ts';
import { noUsage } from '../core/usage.ts';
import { actionsOf } from '../review/schema/report/actions.ts';
import { artifactsOf } from '../review/schema/report/artifacts.ts';
import { writeChat } from '../review/schema/report/chat.ts';
import { evidenceOf } from '../review/schema/report/evidence.ts';
import type { SchemaReview } from '../review/schema/review.ts';
import type { ReviewSchema } from '../review/schema/review-schema.ts';
import type { Responding } from './responding.ts';
import { houseWord, type Said } from './said.ts';
import { ignoredHere } from './schema-thread.ts';
import { stoppedMark } from './words.ts';

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
  try {
    return await review(request, { signal: lease.signal, onWaiting });
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
  const text = `${writeChat(reviewed)}\n\n${noModel}`;
  reply.append(text);
  const diagram =
    reviewed.status === 'aborted' ? null : await desk.erDiagram?.(reviewed, lease.signal);
  for (const artifact of [...(diagram ? [diagram] : []), ...artifactsOf(reviewed)]) {
    reply.attach(artifact);
  }
  const evidence = evidenceOf(reviewed);
  const elapsedMs = desk.clock.monotonic() - began;
  return {
    text,
    agent: as.agent,
    owner: as.owner,
    ending: {
      outcome: 'answered',
      footer: `${footer({ agent: as.name, elapsedMs, usage: noUsage })} · no model`,
      feedback: true,
      evidence,
      actions: actionsOf(reviewed),
    },
    evidence,
    usage: noUsage,
    model: null,
    failure: null,
  };
}

/** In whose name a review is said. */
export interface Speaker {
  readonly agent: string | null;
  readonly name: string;
  readonly owner: ThreadOwner | null;
}

export function stopped({ claim, reply }: Responding): Said {
  reply.append(stoppedMark);
  return houseWord(stoppedMark, claim.conversation.owner, { outcome: 'stopped' });
}

const noModel =
  '_No language model took part: this is what the database engine and the checks say. With `ANTHROPIC_API_KEY` set, an agent ranks and explains it and answers questions about it._';
