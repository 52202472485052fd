import { type Clock, isoDate } from '../core/clock.ts';
import type { Conversations } from '../core/conversation.ts';
import type { ProjectContext } from '../core/project-context.ts';
import { defaultSettings, type Channels, type ChannelSettings } from '../core/settings.ts';
import { addUsage, noUsage, type Ledger, type Usage } from '../core/usage.ts';
import { conversationOf, type Threads } from './threads.ts';

export function createConversations(threads: Threads): Conversations {
  return {
    load: async (thread) => conversationOf(threads.find(thread)),
    saveFeedback: async (thread, feedback) => {
      const key = `${feedback.answerTs}:${feedback.user}`;
      threads.open(thread).feedback.set(key, feedback);
    },
    feedback: async (thread) => [...(threads.find(thread)?.feedback.values() ?? [])],
  };
}

/** Long enough for a month's account to be read in the month after. */
const keepDays = 40;

export function createLedger(clock: Clock): Ledger {
  const days = new Map<string, Map<string, Usage>>();
  const forgetOld = () => {
    const oldest = isoDate(clock.now() - keepDays * 86_400_000);
    for (const day of days.keys()) if (day < oldest) days.delete(day);
  };
  return {
    async spent(team, user, day) {
      const { usd, unpricedTokens } = days.get(day)?.get(`${team}:${user}`) ?? noUsage;
      return { usd, atLeast: unpricedTokens > 0 };
    },
    add: async (team, user, day, usage) => {
      forgetOld();
      const people = days.get(day) ?? new Map<string, Usage>();
      const key = `${team}:${user}`;
      people.set(key, addUsage(people.get(key) ?? noUsage, usage));
      days.set(day, people);
    },
  };
}

export function createChannels(): Channels {
  const channels = new Map<string, ChannelSettings>();
  const contexts = new Map<string, ProjectContext>();
  return {
    settings: async (team, channel) => channels.get(`${team}:${channel}`) ?? defaultSettings,
    save: async (team, channel, settings) => {
      channels.set(`${team}:${channel}`, settings);
    },
    context: async (team, channel) => contexts.get(`${team}:${channel}`) ?? null,
    saveContext: async (team, channel, context) => {
      if (context === null) contexts.delete(`${team}:${channel}`);
      else contexts.set(`${team}:${channel}`, context);
    },
  };
}
