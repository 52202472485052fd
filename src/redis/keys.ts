import { threadKey, type Thread } from '../core/thread.ts';

/** How the keys are named. `prefix` sets one installation apart from another in the same Redis. */
export interface Keys {
  /** All keys of a thread, in the order in which every inbox script takes them. */
  thread(thread: Thread): readonly string[];
  feedback(thread: Thread): string;
  usage(team: string, user: string, day: string): string;
  channel(team: string, channel: string): string;
  context(team: string, channel: string): string;
  /** records, index, numbers, next: in the order in which the scripts of the decision log take them. */
  decisions(team: string): readonly [string, string, string, string];
  interrupts(): string;
  /** BullMQ's prefix; the braces keep a queue's keys on one node of a cluster. */
  queues(): string;
}

export function createKeys(prefix: string): Keys {
  // What stands in braces decides the slot: one thread, one node, so that a script may touch all of it.
  const tag = (thread: Thread) => `${prefix}:{${threadKey(thread)}}`;
  return {
    thread: (thread) => threadParts.map((part) => `${tag(thread)}:${part}`),
    feedback: (thread) => `${tag(thread)}:feedback`,
    usage: (team, user, day) => `${prefix}:usage:{${team}:${user}}:${day}`,
    channel: (team, channel) => `${prefix}:channel:{${team}:${channel}}`,
    context: (team, channel) => `${prefix}:context:{${team}:${channel}}`,
    decisions: (team) => {
      const log = `${prefix}:decisions:{${team}}`;
      return [`${log}:records`, `${log}:index`, `${log}:numbers`, `${log}:next`];
    },
    interrupts: () => `${prefix}:interrupts`,
    queues: () => `{${prefix}}`,
  };
}

/**
 * meta        hash: fence, completed (the last completed fence), engaged, owner, digest, digestedCount, turns, usage
 * inbox       hash: message ts -> record; what waits
 * marks       hash: "attempts:ts", "stopped:ts", "amended:ts", "kind:ts"; what is known of what waits
 * seen        hash: message ts -> number of files; what was ever accepted
 * begun       sorted set: ts of each Slack message begun by the unfinished turn
 * transcript  list of records
 * feedback    hash: "answer ts:user" -> record
 * broken      list of records that could not be read, set aside for a person
 */
const threadParts = [
  'meta',
  'inbox',
  'marks',
  'seen',
  'begun',
  'transcript',
  'feedback',
  'broken',
] as const;
