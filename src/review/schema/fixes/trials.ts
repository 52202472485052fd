import { reviewLimits } from '../limits.ts';
import type { SchemaReview } from '../review.ts';
import { createTimeBudget } from '../time-budget.ts';
import type { Draft } from './draft-findings.ts';
import type { Tried } from './trial.ts';

/** The trials of one review, with their time and their score. */
export interface Trials {
  next(draft: Draft): Promise<Tried>;
  /** Counts what was tried elsewhere. */
  keep(tried: Tried): Tried;
  counts(): SchemaReview['summary']['fixes'];
  skipped(): SchemaReview['coverage']['checks_skipped'];
}

/** Tries fixes until their time is up; what is left then stays without one, and that is said. */
export function createTrials(
  attempt: (draft: Draft) => Promise<Tried>,
  how: {
    readonly tryFixes: boolean;
    readonly until?: number;
    readonly note: (step: { readonly fix: string }) => void;
  },
): Trials {
  const budget = createTimeBudget(reviewLimits.fixMs, how.until);
  const counts = { proposed: 0, executed: 0, cleared: 0, data_dependent: 0 };
  const score = (tried: Tried): Tried => {
    if (tried.kind === 'none') return tried;
    counts.proposed += 1;
    if (tried.kind === 'rejected') return tried;
    counts.executed += 1;
    counts.cleared += tried.fix.finding_gone ? 1 : 0;
    counts.data_dependent += tried.fix.verified === 'data_dependent' ? 1 : 0;
    return tried;
  };
  const untried = new Map<string, number>();
  return {
    counts: () => counts,
    keep: score,
    skipped: () =>
      [...untried].map(([id, count]) => ({ id, why: `no time was left to try ${count} fixes` })),
    async next(draft: Draft): Promise<Tried> {
      const drafted = (draft.hit.fixes?.length ?? 0) > 0;
      if (!drafted) return { kind: 'none' };
      if (!how.tryFixes || budget.isSpent()) {
        untried.set(draft.check.id, (untried.get(draft.check.id) ?? 0) + 1);
        return { kind: 'none' };
      }
      how.note({ fix: draft.check.id });
      return score(await budget.spend(() => attempt(draft)));
    },
  };
}
