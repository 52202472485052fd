import type { MessageData } from '../../src/playground/slack/data.ts';
import type { Person } from '../../src/playground/slack/people/person.ts';
import type { EvalCase } from '../case.ts';
import type { Stage } from './stage.ts';

/** A case being played. */
export interface Scene {
  readonly one: EvalCase;
  readonly person: Person;
  /** Id of its channel. */
  readonly channel: string;
  readonly stage: Stage;
  /** The message that began its thread. */
  root: MessageData | null;
  readonly began: number;
}

/** Each case in a channel and by a person of its own: what it does reaches no other. */
export function setScene(one: EvalCase, stage: Stage): Scene {
  const { slack } = stage;
  const person = slack.addPerson(`person-${one.id}`);
  const members = [person.id, slack.app.userId];
  const { id: channel } = slack.addChannel(`${CASE_CHANNEL}${one.id}`, { members });
  return { one, person, channel, stage, root: null, began: performance.now() };
}

export const CASE_CHANNEL = 'case-';

/** Whether a request to the model is of this case: by its author or, where a specialist was asked, by its thread. */
export function isAbout({ person, root }: Scene, { raw }: { readonly raw: string }): boolean {
  return raw.includes(person.id) || (root !== null && raw.includes(root.ts));
}
