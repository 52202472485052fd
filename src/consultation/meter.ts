import type { Clock } from '../core/clock.ts';
import type { ModelRequest } from '../core/model.ts';
import type { Usage } from '../core/usage.ts';
import { addUsage, noUsage, totalTokens } from '../core/usage.ts';
import type { ConsultationLimits, CutBy } from './consultation.ts';

/**
 * open     go on, tools included.
 * closing  one last request, without tools and with few tokens.
 * over     no further request.
 */
export type Room =
  | { readonly state: 'open'; readonly maxTokens: number }
  | { readonly state: 'closing'; readonly maxTokens: number; readonly by: CutBy }
  | { readonly state: 'over'; readonly by: CutBy };

export interface Meter {
  /** What is left for the next request. Money is reserved before the call, at the most that it can cost. */
  room(request: Omit<ModelRequest, 'maxTokens'>): Room;
  /** Whether there is time, money and a round left for a small request that is not worth a reservation. */
  mayAsk(): boolean;
  spend(usage: Usage | null): void;
  round(): void;
  usage(): Usage;
  rounds(): number;
}

/** Enough to conclude with what is known. */
const closingTokens = 6_000;
/** From here on a limit is near, as a share of it: what is left must do for a conclusion. */
const near = 0.75;

export function createMeter(
  limits: ConsultationLimits,
  deps: { readonly clock: Clock; readonly worstCaseUsd: (request: ModelRequest) => number | null },
): Meter {
  const begun = deps.clock.monotonic();
  let usage = noUsage;
  let rounds = 0;

  function affordable(request: Omit<ModelRequest, 'maxTokens'>, maxTokens: number): boolean {
    const worst = deps.worstCaseUsd({ ...request, maxTokens });
    return worst === null || usage.usd + worst <= limits.usd;
  }

  function limitReached(share: number): CutBy | null {
    if (deps.clock.monotonic() - begun >= limits.wallMs * share) return 'time';
    return totalTokens(usage) >= limits.tokens * share ? 'tokens' : null;
  }

  return {
    room(request) {
      const small = Math.min(closingTokens, limits.maxTokens);
      const reached = rounds >= limits.rounds ? 'rounds' : limitReached(1);
      if (reached !== null) return { state: 'over', by: reached };
      if (!affordable(request, small)) return { state: 'over', by: 'dollars' };
      const by = nearest(rounds, limits) ?? limitReached(near);
      if (by !== null) return { state: 'closing', maxTokens: small, by };
      if (affordable(request, limits.maxTokens))
        return { state: 'open', maxTokens: limits.maxTokens };
      return { state: 'closing', maxTokens: small, by: 'dollars' };
    },
    mayAsk: () => rounds < limits.rounds && limitReached(1) === null && usage.usd < limits.usd,
    spend(more) {
      if (more !== null) usage = addUsage(usage, more);
    },
    round() {
      rounds += 1;
    },
    usage: () => usage,
    rounds: () => rounds,
  };
}

function nearest(rounds: number, limits: ConsultationLimits): CutBy | null {
  return rounds === limits.rounds - 1 ? 'rounds' : null;
}
