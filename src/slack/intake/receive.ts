import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { Receipt } from './parse-event.ts';

/** Stamps what comes in with the time and with the id that follows it through the logs. */
export type Receive = () => Receipt;

export function createReceive(clock: Clock): Receive {
  return () => ({ receivedAt: clock.now(), traceId: randomUUID() });
}
