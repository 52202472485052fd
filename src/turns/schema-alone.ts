import { footer } from '../consultation/footer.ts';
import { asVersions, schemaSources } from '../consultation/schema-sources.ts';
import type { Clock } from '../core/clock.ts';
import type { Files } from '../core/file.ts';
import { noUsage } from '../core/usage.ts';
import { writeMarkdown } from '../review/schema/report/markdown.ts';
import type { ReviewSchema } from '../review/schema/review-schema.ts';
import type { Alone } from './respond.ts';
import { type Responding, ownerAfter } from './responding.ts';
import { houseWord, type Said } from './said.ts';
import { stoppedMark } from './words.ts';

/**
 * Answers a question that brings a schema from the engine alone: where no model is connected the review is complete
 * all the same, and says that no model took part.
 */
export function createSchemaAlone(deps: {
  readonly review: ReviewSchema;
  readonly files: Files;
  readonly clock: Clock;
}): Alone {
  const { review, files, clock } = deps;
  return async (turn, agent, dispatch) => {
    const { claim, question, lease, reply } = turn;
    const began = clock.monotonic();
    const sources = await schemaSources(question.messages, files, lease.signal);
    if (sources.length === 0) return null;
    reply.status('Running the schema on PostgreSQL');
    const run = {
      signal: lease.signal,
      onWaiting: (ahead: number) => reply.status(`Waiting: ${ahead} other review(s) go first`),
    };
    const reviewed = await unlessAborted(review({ ...asVersions(sources), dialect: null }, run), lease.signal);
    if (reviewed === null) return stopped(turn);
    const text = `${writeMarkdown(reviewed)}\n\n${noModel}`;
    reply.append(text);
    const elapsedMs = clock.monotonic() - began;
    return {
      text,
      agent: agent.id,
      owner: ownerAfter(claim, dispatch),
      ending: {
        outcome: 'answered',
        footer: `${footer({ agent: agent.name, elapsedMs, usage: noUsage })} · no model`,
        feedback: true,
      },
      usage: noUsage,
      model: null,
      failure: null,
    };
  };
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (signal.aborted) return null;
    throw thrown;
  }
}

function stopped({ claim, reply }: Responding): Said {
  reply.append(stoppedMark);
  return houseWord(stoppedMark, claim.conversation.owner, { outcome: 'stopped' });
}

const noModel =
  '_No language model took part: this is what the database engine and the checks say. With `ANTHROPIC_API_KEY` set, an agent ranks and explains it and answers questions about it._';
