import { holdsDdl, type SchemaSource, schemaSources } from '../consultation/schema-sources.ts';
import type { IncomingMessage } from '../core/message.ts';
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
      const said = await sayReview(
        turn,
        sources,
        { agent: agent.id, name: agent.name, owner },
        desk,
      );
      const rest = besideIn(turn.question.messages, sources);
      if (rest.length === 0 || said.ending.outcome !== 'answered') return said;
      const note = `\n\n_Not looked at by this review: ${rest.join(', ')}. Send it alone._`;
      turn.reply.append(note);
      return { ...said, text: said.text + note };
    }
    const request = requestInWords(turn.question.last.text);
    return request === null ? null : ((await requests[request.type]?.(turn, request)) ?? null);
  };
}

/** What was brought beside the schema: nothing of it is passed over in silence. */
function besideIn(
  messages: readonly IncomingMessage[],
  sources: readonly SchemaSource[],
): readonly string[] {
  const blocks = messages
    .flatMap(({ text }) => [...text.matchAll(/```(\w+)?[^\n`]*\n([\s\S]*?)```/g)])
    .filter(([, label = '', block = '']) => !holdsDdl(block) && !/^(?:sql|text)?$/i.test(label))
    .map(([, label = '']) => `a block of ${label}`);
  const files = messages
    .flatMap((message) => message.files)
    .filter((file) => !sources.some(({ name }) => name === file.name))
    .map(({ name }) => code(name));
  return [...new Set([...blocks, ...files])];
}

function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}
