import { z } from 'zod';
import type { ThreadKey } from '../core/thread.ts';
import type { Connection } from './scripts.ts';

type InterruptReason = 'stop' | 'amended';

/**
 * Tells every worker process that the work on a thread must end early. Redis pub/sub: a process that is not
 * connected at that moment misses it, which costs time only — what waits was marked in the inbox before.
 */
export interface Interrupts {
  publish(thread: ThreadKey, why: InterruptReason): Promise<void>;
  /** `subscriber` must be used for nothing else. */
  listen(
    subscriber: Connection,
    heard: (thread: string, why: InterruptReason) => void,
  ): Promise<void>;
}

export function createInterrupts(publisher: Connection, channel: string): Interrupts {
  return {
    async publish(thread, why) {
      await publisher.publish(channel, JSON.stringify({ thread, why }));
    },
    async listen(subscriber, heard) {
      subscriber.on('message', (_channel: string, message: string) => {
        const parsed = interrupt.safeParse(parseJson(message));
        if (parsed.success) heard(parsed.data.thread, parsed.data.why);
      });
      await subscriber.subscribe(channel);
    },
  };
}

const interrupt = z.object({ thread: z.string(), why: z.enum(['stop', 'amended']) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
