import type { IncomingMessage } from '../core/message.ts';
import type { Reply } from '../core/reply.ts';
import type { RequestType, ThreadRequest } from '../core/request.ts';
import { addUsage } from '../core/usage.ts';
import { isHandedOver } from './drain.ts';
import type { Responding } from './responding.ts';
import { requestIn } from './worded-request.ts';
import type { Said } from './said.ts';

/** Answers a request itself. Null: it is to be answered like any question, from its text; nothing was written. */
export type RequestHandler = (turn: Responding, request: ThreadRequest) => Promise<Said | null>;

/** Who answers which request; what is not here is consulted about in its words. */
export type RequestHandlers = Readonly<Partial<Record<RequestType, RequestHandler>>>;

/** What the handlers answered, and the messages that still want an answer. */
interface Handled {
  readonly said: Said | null;
  readonly rest: readonly IncomingMessage[];
}

/**
 * Answers the requests among what waits, one after the other, each as if it had come alone: two buttons that were
 * pressed while an answer was written are two answers, in one message. The same one pressed twice is one.
 */
export async function handleRequests(
  turn: Responding,
  handlers: RequestHandlers,
): Promise<Handled> {
  let said: Said | null = null;
  const rest: IncomingMessage[] = [];
  const done = new Set<string>();
  for (const message of turn.question.messages) {
    // Whoever has the thread now handles the rest, and may have done so already.
    if (isHandedOver(turn.lease)) break;
    const request = requestIn(message, turn.claim.conversation);
    const wish = JSON.stringify([request, message.text, message.files.map(({ id }) => id)]);
    if (done.has(wish)) continue;
    const handler = request === undefined ? undefined : handlers[request.type];
    const question = { ...turn.question, messages: [message], last: message };
    const alone = below({ ...turn, question }, said);
    // oxlint-disable-next-line no-await-in-loop -- their texts stand one below the other
    const answer = (request && (await handler?.(alone, request))) ?? null;
    if (answer === null) rest.push(message);
    else {
      said = joined(said, answer);
      done.add(wish);
    }
  }
  return { said, rest };
}

/** The turn, whose text goes below what was said in it already, and whose thread has that, and has paid for it. */
export function below(turn: Responding, said: Said | null): Responding {
  if (said === null) return turn;
  const { conversation } = turn.claim;
  const usage = addUsage(conversation.usage, said.usage);
  const claim = { ...turn.claim, conversation: { ...conversation, usage } };
  const { fulfilled = [], usage: spent, text } = said;
  return { ...turn, claim, fulfilled, spent, reply: replyBelow(turn.reply, text) };
}

function replyBelow(reply: Reply, above: string): Reply {
  let begun = false;
  return {
    status: (text) => reply.status(text),
    append(markdown) {
      reply.append(begun ? markdown : `${GAP}${markdown}`);
      begun = true;
    },
    discard() {
      reply.discard();
      reply.append(above);
      begun = false;
    },
    attach: (artifact) => reply.attach(artifact),
    finish: (ending) => reply.finish(ending),
    abandon: () => reply.abandon(),
  };
}

const GAP = '\n\n';

/**
 * One turn of two answers. Who speaks last owns the thread and stands in the footer; a word of the house that comes
 * last takes nothing from the advice above it.
 */
export function joined(first: Said | null, last: Said): Said {
  if (first === null) return last;
  const actions = [...(last.ending.actions ?? []), ...(first.ending.actions ?? [])];
  const evidence = [...(first.evidence ?? []), ...(last.evidence ?? [])];
  const recommendation = last.recommendation ?? first.recommendation;
  const fulfilled = [...(first.fulfilled ?? []), ...(last.fulfilled ?? [])];
  const digest = last.digest ?? first.digest;
  return {
    ...last,
    ...(recommendation === undefined ? {} : { recommendation }),
    ...(digest === undefined ? {} : { digest }),
    ...(fulfilled.length === 0 ? {} : { fulfilled }),
    agent: last.agent ?? first.agent,
    text: `${first.text}${GAP}${last.text}`,
    usage: addUsage(first.usage, last.usage),
    model: last.model ?? first.model,
    failure: last.failure ?? first.failure,
    evidence,
    ending: { ...last.ending, actions: distinct(actions), evidence },
  };
}

function distinct(actions: NonNullable<Said['ending']['actions']>) {
  return [...new Map(actions.map((action) => [JSON.stringify(action), action])).values()];
}
