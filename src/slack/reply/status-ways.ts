import type { Clock } from '../../core/clock.ts';

/**
 * How a workspace shows that the bot is at work. `sessions`: the agent session's own status, a closed list of words,
 * with Slack's Stop button. `line`: the older call with words of our own, until February 2027. `none`: neither.
 */
export type StatusWay = 'sessions' | 'line' | 'none';

/** Remembers, workspace by workspace, which way is open. */
export interface StatusWays {
  of(team: string): StatusWay;
  refused(team: string, way: StatusWay): void;
}

export function createStatusWays(clock: Clock): StatusWays {
  const known = new Map<string, { readonly way: StatusWay; readonly until: number }>();
  return {
    of(team) {
      const entry = known.get(team);
      return entry === undefined || entry.until <= clock.now() ? 'sessions' : entry.way;
    },
    refused(team, way) {
      known.set(team, {
        way: way === 'sessions' ? 'line' : 'none',
        until: clock.now() + ASK_AGAIN_MS,
      });
    },
  };
}

/** The app may be installed anew meanwhile, with other scopes. */
const ASK_AGAIN_MS = 3_600_000;
