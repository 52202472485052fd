import type { RequestOf, RequestType } from '../core/request.ts';
import type { Told } from '../decisions/keep.ts';
import type { RequestHandler } from './requests.ts';
import type { Responding } from './responding.ts';
import { houseWord, type Said } from './said.ts';

/** A handler of one type of request. */
export function handling<T extends RequestType>(
  type: T,
  handle: (turn: Responding, request: RequestOf<T>) => Promise<Said | null>,
): RequestHandler {
  const isOurs = (request: { readonly type: RequestType }): request is RequestOf<T> =>
    request.type === type;
  return async (turn, request) => (isOurs(request) ? handle(turn, request) : null);
}

/** The same, whose answer is a word of the house. */
export function answering<T extends RequestType>(
  type: T,
  answer: (turn: Responding, request: RequestOf<T>) => Promise<Told>,
): RequestHandler {
  return handling(type, async (turn, request) => tell(turn, await answer(turn, request)));
}

/** Puts a word of the house into the thread: its text, its files, its buttons. */
export function tell(
  { claim, reply }: Responding,
  { text, artifacts = [], actions = [] }: Told,
): Said {
  reply.append(text);
  for (const artifact of artifacts) reply.attach(artifact);
  const said = houseWord(text, claim.conversation.owner);
  return { ...said, ending: { ...said.ending, actions } };
}
