import { defaultSettings, type Channels } from '../core/settings.ts';
import type { Log } from '../lib/log.ts';
import type { Keys } from './keys.ts';
import { channelSettings, projectContext, readRecord, writeRecord } from './records.ts';
import type { Connection } from './scripts.ts';

/** Read afresh each time: a setting that was just changed holds at once, in each process. */
export function createChannels(deps: {
  readonly redis: Connection;
  readonly keys: Keys;
  readonly log: Log;
}): Channels {
  const { redis, keys, log } = deps;
  return {
    async settings(team, channel) {
      const record = await redis.get(keys.channel(team, channel));
      if (record === null) return defaultSettings;
      const settings = readRecord(channelSettings, record);
      if (settings === undefined) {
        log.error({ team, channel }, 'the settings of a channel could not be read; using defaults');
      }
      return settings ?? defaultSettings;
    },
    async save(team, channel, settings) {
      await redis.set(keys.channel(team, channel), writeRecord(settings));
    },
    async context(team, channel) {
      const record = await redis.get(keys.context(team, channel));
      if (record === null) return null;
      const context = readRecord(projectContext, record);
      if (context === undefined) {
        log.error({ team, channel }, 'the project context of a channel could not be read');
      }
      return context ?? null;
    },
    async saveContext(team, channel, context) {
      const key = keys.context(team, channel);
      await (context === null ? redis.del(key) : redis.set(key, writeRecord(context)));
    },
  };
}
