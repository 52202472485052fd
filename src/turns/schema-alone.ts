import { schemaSources } from '../consultation/schema-sources.ts';
import type { Alone } from './respond.ts';
import { ownerAfter } from './responding.ts';
import { type SchemaDesk, sayReview } from './schema-desk.ts';
import { createSchemaRequests, requestInWords } from './schema-requests.ts';

/**
 * Answers what is about a schema from the engine alone: where no model is connected the review is complete all the
 * same, and says that no model took part. A new schema is reviewed; "review it again", "the fix script" and "explain fk.unindexed" work in
 * words as they do by button.
 */
export function createSchemaAlone(desk: SchemaDesk): Alone {
  const requests = createSchemaRequests(desk, { hasModel: false });
  return async (turn, agent, dispatch) => {
    const sources = await schemaSources(turn.question.messages, desk.files, turn.lease.signal);
    const owner = ownerAfter(turn.claim, dispatch);
    if (sources.length > 0) {
      return sayReview(turn, sources, { agent: agent.id, name: agent.name, owner }, desk);
    }
    const request = requestInWords(turn.question.last.text);
    return request === null ? null : ((await requests[request.type]?.(turn, request)) ?? null);
  };
}
