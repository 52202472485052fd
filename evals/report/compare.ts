import type { CaseResult } from '../result.ts';

/** What is different from the run before. */
export interface Difference {
  readonly newlyFailing: readonly string[];
  readonly newlyPassing: readonly string[];
  /** Cases that were not there before. */
  readonly added: readonly string[];
  /** Over the cases that both runs have; null where a price was not known. */
  readonly usd: Change | null;
  readonly tokens: Change;
  readonly ms: Change;
  /** Cases whose cost moved by more than a tenth. */
  readonly moved: readonly { readonly id: string; readonly usd: Change }[];
}

interface Change {
  readonly before: number;
  readonly now: number;
}

export function compare(before: readonly CaseResult[], now: readonly CaseResult[]): Difference {
  const known = new Map(before.map((result) => [result.id, result]));
  const pairs = now.flatMap((result) => {
    const earlier = known.get(result.id);
    return earlier === undefined ? [] : [{ before: earlier, now: result }];
  });
  const turned = (to: boolean) =>
    pairs.filter((pair) => fails(pair.now) === to && fails(pair.before) !== to);
  return {
    newlyFailing: turned(true).map((pair) => pair.now.id),
    newlyPassing: turned(false).map((pair) => pair.now.id),
    added: now.filter(({ id }) => !known.has(id)).map(({ id }) => id),
    usd: pairs.every((pair) => pair.before.usd !== null && pair.now.usd !== null)
      ? sum(pairs, ({ usd }) => usd ?? 0)
      : null,
    tokens: sum(pairs, ({ tokens }) => tokens),
    ms: sum(pairs, ({ ms }) => ms),
    moved: pairs.flatMap((pair) => {
      const [was, is] = [pair.before.usd ?? 0, pair.now.usd ?? 0];
      return Math.abs(is - was) > was * WORTH_TELLING
        ? [{ id: pair.now.id, usd: { before: was, now: is } }]
        : [];
    }),
  };
}

const WORTH_TELLING = 0.1;

/** A known failure fails as well: that it is known makes nothing better. */
function fails({ status }: CaseResult): boolean {
  return status !== 'passed';
}

function sum(
  pairs: readonly { readonly before: CaseResult; readonly now: CaseResult }[],
  of: (result: CaseResult) => number,
): Change {
  const total = (which: 'before' | 'now') => pairs.reduce((all, pair) => all + of(pair[which]), 0);
  return { before: total('before'), now: total('now') };
}
