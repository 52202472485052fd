import { isShownResult } from './arithmetic.ts';
import { assumptionSpans } from './assumptions.ts';
import { createKnown, sameQuantity, type Sources } from './known.ts';
import { isNoClaim } from './no-claim.ts';
import { plainProse } from './plain-prose.ts';
import { type Quantity, readQuantities } from './quantities.ts';
import { around } from './sentence.ts';

export type NumberSource = 'read' | 'assumed' | 'calculated' | null;

/** A number with a unit that the answer states as a fact, and where it is from. */
export interface CheckedNumber {
  readonly quantity: Quantity;
  readonly source: NumberSource;
  /** The sentence around it, for whoever has to mend it. */
  readonly context: string;
}

/**
 * Traces each number with a unit: to a tool's result, a message or a file of the thread, a listed assumption, or to
 * arithmetic that is shown and right. Values that the answer proposes (timeouts, page sizes) are no claims.
 */
export function checkNumbers(markdown: string, sources: Sources): readonly CheckedNumber[] {
  const prose = plainProse(markdown);
  const all = readQuantities(prose);
  if (all.length === 0) return [];
  const known = createKnown(sources);
  const spans = assumptionSpans(prose);
  const isAssumed = ({ from }: Quantity) =>
    spans.some((span) => span.from <= from && from < span.to);
  const assumed = all.filter(isAssumed);
  const calculated = all.filter((quantity) => isShownResult(markdown, quantity));

  function sourceOf(quantity: Quantity): NumberSource {
    if (known.has(quantity)) return 'read';
    if (isAmong(assumed, quantity)) return 'assumed';
    return isAmong(calculated, quantity) ? 'calculated' : null;
  }

  return all.flatMap((quantity) => {
    const surroundings = around(prose, quantity.from, quantity.to);
    if (isNoClaim(quantity, surroundings)) return [];
    const { before, after } = surroundings;
    const context = `${before}${quantity.text}${after}`.replace(/\s+/g, ' ').trim();
    return [{ quantity, source: sourceOf(quantity), context }];
  });
}

function isAmong(list: readonly Quantity[], quantity: Quantity): boolean {
  return list.some((other) => sameQuantity(quantity, other));
}
