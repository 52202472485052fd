import { reviewLimits } from '../limits.ts';
import type { SchemaReview } from '../review.ts';
import { createTimeBudget } from '../time-budget.ts';
import type { Draft } from './draft-findings.ts';
import { firstFix, nextTogether, type Candidate } from './reach.ts';
import type { Tried } from './trial.ts';

/** The trials of one review, with their time and their score. */
export interface Trials {
  /** Tries the fixes of all, those in front first. What was not tried has no fix, and is counted. */
  all(drafts: readonly Draft[]): Promise<(draft: Draft) => Tried>;
  /** Counts what was tried elsewhere. */
  keep(tried: Tried): Tried;
  counts(): SchemaReview['summary']['fixes'];
  skipped(): SchemaReview['coverage']['checks_skipped'];
}

export interface Attempts {
  readonly reachOf: (draft: Draft) => Candidate | null;
  /** Gives back those of them that are accepted. */
  readonly together: (candidates: readonly Candidate[]) => Promise<ReadonlyMap<Draft, Tried>>;
  readonly alone: (draft: Draft) => Promise<Tried>;
}

/** Tries fixes until their time is up; what is left then stays without one, and that is said. */
export function createTrials(
  attempts: Attempts,
  how: {
    readonly tryFixes: boolean;
    readonly until?: number;
    readonly note: (step: { readonly fix: string }) => void;
  },
): Trials {
  const budget = createTimeBudget(reviewLimits.fixMs, how.until);
  const score = createScore();
  const left = new Set<Draft>();
  const results = new Map<Draft, Tried>();
  const settle = (draft: Draft, tried: Tried): void => {
    results.set(draft, score.keep(tried));
    left.delete(draft);
  };
  const mayGoOn = () => how.tryFixes && !budget.isSpent();
  const tryAlone = async (draft: Draft): Promise<void> => {
    how.note({ fix: draft.check.id });
    settle(draft, await budget.spend(() => attempts.alone(draft)));
  };
  return {
    keep: (tried) => score.keep(tried),
    counts: () => score.counts(),
    skipped: () => countUntried(left),
    async all(drafts) {
      for (const draft of drafts) if (firstFix(draft) !== null) left.add(draft);
      for (const draft of left) {
        if (!mayGoOn()) break;
        const candidates = nextTogether(left, attempts.reachOf);
        if (candidates.length > 1) {
          how.note({ fix: draft.check.id });
          const done = await budget.spend(() => attempts.together(candidates));
          for (const [tried, result] of done) settle(tried, result);
        }
        const rest = candidates.length > 1 ? candidates.map((each) => each.draft) : [draft];
        for (const each of rest) if (left.has(each) && mayGoOn()) await tryAlone(each);
      }
      return (draft) => results.get(draft) ?? { kind: 'none' };
    },
  };
}

function createScore() {
  const counts = { proposed: 0, executed: 0, cleared: 0, data_dependent: 0 };
  return {
    counts: () => counts,
    keep(tried: Tried): Tried {
      if (tried.kind === 'none') return tried;
      counts.proposed += 1;
      if (tried.kind === 'rejected') return tried;
      counts.executed += 1;
      counts.cleared += tried.fix.finding_gone ? 1 : 0;
      counts.data_dependent += tried.fix.verified === 'data_dependent' ? 1 : 0;
      return tried;
    },
  };
}

function countUntried(left: Iterable<Draft>): SchemaReview['coverage']['checks_skipped'] {
  const counts = new Map<string, number>();
  for (const { check } of left) counts.set(check.id, (counts.get(check.id) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({
    id,
    why: `no time was left to try ${count} fixes`,
  }));
}
