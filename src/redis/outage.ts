import type { Log } from '../lib/log.ts';
import { errorCode, toError } from '../lib/errors.ts';

/** Says once that Redis is away, and once that it is back, however often and on however many connections it fails. */
export interface Outage {
  /** For each `error` event. */
  readonly failed: (thrown: unknown) => void;
  /** When a connection is ready. */
  readonly recovered: () => void;
}

export function createOutage(log: Log): Outage {
  let away = false;
  return {
    failed(thrown) {
      const err = toError(thrown);
      if (!isConnectionError(err)) {
        log.error({ err }, 'redis reported an error');
        return;
      }
      if (away) return;
      away = true;
      log.error({ err }, 'redis is unreachable; trying again until it is back');
    },
    recovered() {
      if (!away) return;
      away = false;
      log.info({}, 'redis is back');
    },
  };
}

function isConnectionError(err: Error): boolean {
  const code = errorCode(err) ?? '';
  if (/^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/.test(code)) {
    return true;
  }
  // ioredis and BullMQ give these no code.
  return /connection is closed|connect etimedout|^LOADING|socket closed|clusterallfailed|none of startup nodes/i.test(
    err.message,
  );
}
