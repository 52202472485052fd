import { z } from 'zod';
import type { Conversations } from '../core/conversation.ts';
import { threadKey } from '../core/thread.ts';
import type { Log } from '../lib/log.ts';
import type { Keys } from './keys.ts';
import { feedbackRecord, readRecord, writeRecord } from './records.ts';
import type { Connection } from './scripts.ts';
import { conversationReply, readConversation } from './transcript.ts';

export function createConversations(deps: {
  readonly redis: Connection;
  readonly keys: Keys;
  readonly ttlMs: number;
  readonly log: Log;
}): Conversations {
  const { redis, keys, ttlMs } = deps;
  return {
    async load(thread) {
      const reply = await redis.architectLoad(...keys.thread(thread), ttlMs);
      const log = deps.log.child({ thread: threadKey(thread) });
      return readConversation(conversationReply.parse(reply), log);
    },

    async saveFeedback(thread, feedback) {
      const field = `${feedback.answerTs}:${feedback.user}`;
      const record = writeRecord(feedback);
      await redis.architectSaveFeedback(...keys.thread(thread), ttlMs, field, record);
    },

    async feedback(thread) {
      const records = z.array(z.string()).parse(await redis.hvals(keys.feedback(thread)));
      return records
        .map((record) => readRecord(feedbackRecord, record))
        .filter((feedback) => feedback !== undefined);
    },
  };
}
