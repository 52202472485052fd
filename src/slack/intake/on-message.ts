import type { WebClient } from '@slack/web-api';
import type { IncomingMessage } from '../../core/message.ts';
import type { ChannelSettings, Channels } from '../../core/settings.ts';
import type { Bot } from './bot.ts';
import type { Handled } from './handled.ts';
import type { Intake } from './intake.ts';
import type { Once } from './once.ts';
import { messageEvent, parseEvent } from './parse-event.ts';
import { asksForSettings, saysStop } from './phrases.ts';
import type { Receive } from './receive.ts';

export interface OnMessage {
  readonly bot: Bot;
  readonly intake: Intake;
  readonly channels: Channels;
  readonly delivery: WebClient;
  readonly receive: Receive;
  readonly once: Once;
}

/** A `message` or an `app_mention`: ignored, an order to us, or a question that is stored. */
export async function onMessage(event: unknown, on: OnMessage): Promise<Handled> {
  const parsed = messageEvent.safeParse(event);
  if (!parsed.success) return { outcome: 'unreadable' };
  const result = parseEvent(parsed.data, on.bot, on.receive());
  if ('ignored' in result) return { outcome: result.ignored };
  const { message } = result;

  const order = orderIn(message, on);
  // Once, though a mention arrives twice: a question that came between the two must not be stopped.
  if (order !== null) return on.once(`${message.thread.channel}:${message.ts}`, order);

  if (message.kind === 'follow-up' && (await needsMention(message, on.channels))) {
    return { outcome: 'mention-only' };
  }
  return { outcome: await on.intake.accept(message) };
}

/** What is no question, and is neither stored nor answered by a model. */
function orderIn(message: IncomingMessage, on: OnMessage): (() => Promise<Handled>) | null {
  if (message.files.length > 0) return null;
  if (message.ts !== message.thread.ts && saysStop(message.text)) {
    return async () => ({
      outcome: (await on.intake.stop(message.thread)) ? 'stopped' : 'not-ours',
    });
  }
  const settings = message.kind === 'mention' ? asksForSettings(message.text) : null;
  return settings === null ? null : () => saveSettings(message, settings, on);
}

async function needsMention(message: IncomingMessage, channels: Channels): Promise<boolean> {
  const { team, channel } = message.thread;
  return (await channels.settings(team, channel)).mentionOnly;
}

async function saveSettings(
  { thread, ts, user }: IncomingMessage,
  settings: ChannelSettings,
  { channels, delivery }: OnMessage,
): Promise<Handled> {
  const kept = await channels.settings(thread.team, thread.channel);
  await channels.save(thread.team, thread.channel, { ...kept, ...settings });
  return {
    outcome: 'settings',
    afterwards: () =>
      delivery.chat.postEphemeral({
        channel: thread.channel,
        user,
        ...(thread.ts === ts ? {} : { thread_ts: thread.ts }),
        text: settings.mentionOnly
          ? 'From now on I answer in this channel only when I am mentioned. Say “follow threads” to me to change that.'
          : 'From now on I follow the threads in this channel that I take part in. Say “mention only” to me to change that.',
      }),
  };
}
