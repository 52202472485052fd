import type { Clock } from '../../core/clock.ts';

/** Remembers which workspaces refuse streams altogether, so that not every answer has to ask. */
export interface StreamPermits {
  allowed(team: string): boolean;
  refused(team: string, code: string): void;
}

export function createStreamPermits(clock: Clock): StreamPermits {
  const until = new Map<string, number>();
  return {
    allowed: (team) => (until.get(team) ?? 0) <= clock.now(),
    refused(team, code) {
      if (OF_THE_WORKSPACE.has(code)) until.set(team, clock.now() + ASK_AGAIN_MS);
    },
  };
}

/** The others (a missing recipient, a restricted channel) are about one thread. */
const OF_THE_WORKSPACE: ReadonlySet<string> = new Set([
  'unknown_method',
  'missing_scope',
  'not_allowed',
  'not_allowed_token_type',
  'feature_not_enabled',
  'feature_disabled',
  'method_deprecated',
]);

/** An administrator may grant it meanwhile. */
const ASK_AGAIN_MS = 3_600_000;
