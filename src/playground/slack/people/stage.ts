import type { Context } from '../api/method.ts';
import type { MessageData, PersonData } from '../data.ts';
import type { Courier } from '../delivery/courier.ts';
import type { ResponseUrls } from '../response-urls.ts';
import type { Choices } from './choices.ts';

/** What people's acts work on. */
export interface Stage {
  readonly context: Context;
  readonly courier: Courier;
  readonly responses: ResponseUrls;
  readonly choices: Choices;
}

/** A person, and where he or she acts. */
export interface Actor {
  readonly data: PersonData;
  readonly stage: Stage;
}

/** Enough to name a message. */
export type MessageRef = Pick<MessageData, 'channel' | 'ts'>;

/** The message as it stands now. Throws when there is none. */
export function current({ stage }: Actor, { channel, ts }: MessageRef): MessageData {
  const message = stage.context.workspace.messages.get(channel, ts);
  if (message === undefined) throw new Error(`no message ${ts} in ${channel}`);
  return message;
}
