import type { FormAnswer } from '../core/request.ts';
import type { Channels, Requirement } from '../core/settings.ts';
import type { Responding } from './responding.ts';
import { houseWord, type Said } from './said.ts';

/** The requirements that a channel keeps for its threads. */
export interface Requirements {
  /** What holds for this turn beside what its thread says; keeps first what the turn wants kept. */
  load(turn: Responding): Promise<readonly Requirement[]>;
  /** Handles the request to forget them. */
  forget(turn: Responding): Promise<Said>;
}

export function createRequirements(channels: Channels): Requirements {
  return {
    async load({ claim, question }) {
      const { team, channel } = claim.thread;
      const settings = await channels.settings(team, channel);
      const kept = settings.requirements ?? [];
      const entered = question.messages.flatMap(({ request }) =>
        request?.type === 'answer-questions' ? [request] : [],
      );
      const wanted = entered.flatMap(({ remember, answers }) => (remember ? answers : []));
      if (wanted.length > 0) {
        const requirements = merge(kept, wanted);
        await channels.save(team, channel, { ...settings, requirements });
      }
      // What was answered in this thread stands in its text, and outranks what the channel keeps.
      const answered = new Set(entered.flatMap(({ answers }) => answers.map(({ id }) => id)));
      return kept.filter(({ id }) => !answered.has(id));
    },
    async forget({ claim, reply }) {
      const { team, channel } = claim.thread;
      const settings = await channels.settings(team, channel);
      await channels.save(team, channel, { ...settings, requirements: [] });
      reply.append(forgotten);
      return houseWord(forgotten, claim.conversation.owner);
    },
  };
}

const forgotten =
  'Forgotten: new threads in this channel begin without remembered requirements. What earlier threads say stays there.';

function merge(
  kept: readonly Requirement[],
  wanted: readonly FormAnswer[],
): readonly Requirement[] {
  const all = [...kept, ...wanted].map(({ id, label, text }) => [id, { id, label, text }] as const);
  return [...new Map(all).values()];
}
