import { z } from 'zod';
import type { MessageData } from '../data.ts';
import { existingMessage, readableChannel } from './find.ts';
import { type Context, type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';

const args = z.object({ channel: z.string(), timestamp: z.string(), name: z.string().min(1) });

export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.add': method({
    scopes: ['reactions:write'],
    perMinute: 50,
    args,
    run({ channel, timestamp, name }, context) {
      const message = reacted(channel, timestamp, context);
      const { userId } = context.workspace.app;
      if (usersOf(message, name).includes(userId)) throw new Refusal('already_reacted');
      context.workspace.messages.put(withReaction(message, name, userId));
      return {};
    },
  }),

  'reactions.remove': method({
    scopes: ['reactions:write'],
    perMinute: 50,
    args,
    run({ channel, timestamp, name }, context) {
      const message = reacted(channel, timestamp, context);
      const { userId } = context.workspace.app;
      if (!usersOf(message, name).includes(userId)) throw new Refusal('no_reaction');
      context.workspace.messages.put(withoutReaction(message, name, userId));
      return {};
    },
  }),
};

/** Each person once; a reaction stays where the first one put it. */
export function withReaction(message: MessageData, name: string, user: string): MessageData {
  const before = usersOf(message, name);
  const reaction = { name, users: [...new Set([...before, user])] };
  const reactions =
    before.length === 0
      ? [...message.reactions, reaction]
      : message.reactions.map((other) => (other.name === name ? reaction : other));
  return { ...message, reactions };
}

export function withoutReaction(message: MessageData, name: string, user: string): MessageData {
  const reactions = message.reactions
    .map((r) => (r.name === name ? { ...r, users: r.users.filter((u) => u !== user) } : r))
    .filter((r) => r.users.length > 0);
  return { ...message, reactions };
}

export function usersOf(message: MessageData, name: string): readonly string[] {
  return message.reactions.find((reaction) => reaction.name === name)?.users ?? [];
}

function reacted(channel: string, ts: string, { workspace }: Context): MessageData {
  return existingMessage(workspace, readableChannel(workspace, channel).id, ts);
}
