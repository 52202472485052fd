import type { Log } from '../lib/log.ts';
import { within } from './within.ts';

/** Resolves when the thing can be worked with, rejects when not. Gives up when the signal aborts. */
export type ReadyCheck = (signal: AbortSignal) => Promise<void>;

interface ReadinessReport {
  readonly ready: boolean;
  readonly status: 'ready' | 'not ready' | 'stopping';
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

export interface Readiness {
  /** Never rejects. */
  ask(): Promise<ReadinessReport>;
  drain(): void;
}

export interface ReadinessOptions {
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly log: Log;
  readonly timeoutMs: number;
}

/**
 * Asks every check at once, each with its own time limit. Probes that come while an answer is being found share it,
 * so that many probes cost Slack and Redis no more than one. A change of a check is logged once, with its reason.
 */
export function createReadiness({ checks, log, timeoutMs }: ReadinessOptions): Readiness {
  const last = new Map<string, 'up' | 'down'>();
  let running: Promise<ReadinessReport['checks']> | undefined;
  let draining = false;

  const note = (name: string, state: 'up' | 'down', error?: unknown) => {
    const before = last.get(name);
    if (state === 'down' && before !== 'down') log.warn({ check: name, error }, 'not ready');
    if (state === 'up' && before === 'down') log.info({ check: name }, 'ready again');
    last.set(name, state);
    return [name, state] as const;
  };
  const askOne = async ([name, check]: readonly [string, ReadyCheck]) => {
    try {
      await within(timeoutMs, check);
    } catch (error) {
      return note(name, 'down', error);
    }
    return note(name, 'up');
  };
  const askAll = async () => {
    return Object.fromEntries(await Promise.all(Object.entries(checks).map(askOne)));
  };
  return {
    drain: () => (draining = true),
    async ask() {
      running ??= askAll().finally(() => (running = undefined));
      return report(await running, draining);
    },
  };
}

function report(checks: ReadinessReport['checks'], draining: boolean): ReadinessReport {
  const ready = !draining && Object.values(checks).every((state) => state === 'up');
  if (draining) return { ready, status: 'stopping', checks };
  return { ready, status: ready ? 'ready' : 'not ready', checks };
}
