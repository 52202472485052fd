import type { Cluster, Redis, Result } from 'ioredis';
import { saveDecisionLua, swapDecisionsLua } from './scripts/decisions.ts';
import { acceptLua, claimLua } from './scripts/intake.ts';
import { beginLua, completeLua, discardLua, stopLua } from './scripts/turn.ts';
import { addUsageLua, loadLua, saveFeedbackLua } from './scripts/record.ts';

/** A connection that knows our scripts. */
export type Connection = Redis | Cluster;

type Argument = string | number;

declare module 'ioredis' {
  // The way ioredis documents to type `defineCommand`; a reply is unknown until it is parsed.
  interface RedisCommander<Context> {
    architectAccept(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectClaim(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectBegin(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectComplete(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectDiscard(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectStop(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectLoad(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectSaveFeedback(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectAddUsage(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectSaveDecision(...keysAndArgs: Argument[]): Result<unknown, Context>;
    architectSwapDecisions(...keysAndArgs: Argument[]): Result<unknown, Context>;
  }
}

/**
 * Teaches a connection our scripts. Each is one atomic step and one round trip (EVALSHA; the text is sent again by
 * itself after Redis forgot it).
 */
export function defineScripts(connection: Connection): void {
  const ofThread = {
    architectAccept: acceptLua,
    architectClaim: claimLua,
    architectBegin: beginLua,
    architectComplete: completeLua,
    architectDiscard: discardLua,
    architectStop: stopLua,
    architectLoad: loadLua,
    architectSaveFeedback: saveFeedbackLua,
  };
  for (const [name, lua] of Object.entries(ofThread)) {
    connection.defineCommand(name, { numberOfKeys: 8, lua: `${preambleLua}\n${lua}` });
  }
  connection.defineCommand('architectAddUsage', { numberOfKeys: 1, lua: addUsageLua });
  connection.defineCommand('architectSaveDecision', { numberOfKeys: 4, lua: saveDecisionLua });
  connection.defineCommand('architectSwapDecisions', { numberOfKeys: 4, lua: swapDecisionsLua });
}

/**
 * The keys by name, and `touch`: every write renews the time to live of the whole thread. `seen` stays a day at
 * least, because Slack may deliver again after hours. ARGV[1] is the time to live in ms, in each script.
 *
 * JSON is never decoded in Lua: cjson turns [] into {}.
 */
const preambleLua = `
local meta, inbox, marks, seen, begun, transcript, feedback, broken = unpack(KEYS)
local ttl = tonumber(ARGV[1])
local function touch()
  for _, key in ipairs(KEYS) do
    redis.call('PEXPIRE', key, key == seen and math.max(ttl, 86400000) or ttl)
  end
end
`;
