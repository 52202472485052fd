import type { SchemaReview } from '../review.ts';
import { some } from './words.ts';

/** What was not as it was pasted: failed, left out, made up, changed, silenced, unchecked. A sentence each. */
export function disclosuresOf(review: SchemaReview): readonly string[] {
  const { input, suppressed, unused_suppressions: unused, coverage } = review;
  const skipped = new Map<string, number>();
  for (const { why } of input.skipped) skipped.set(why, (skipped.get(why) ?? 0) + 1);
  return [
    ...input.failed.map(({ line, message }) => `line ${line} failed: ${message}`),
    ...[...skipped].map(([why, count]) => `${some(count, 'statement')} left out: ${why}`),
    ...input.repairs.map(
      ({ line, what }) => `${line === undefined ? '' : `line ${line}: `}${what}`,
    ),
    ...input.stubs.map(({ object, why }) => `made up \`${object}\`: ${why}`),
    ...suppressed.map(
      ({ id, object, reason }) =>
        `ignored \`${id}\`${object === undefined ? '' : ` on \`${object}\``}: ${reason}`,
    ),
    ...unused.map(({ line, text }) => `line ${line} silences nothing: \`${text}\``),
    ...coverage.checks_skipped.map(({ id, why }) => `\`${id}\` was not checked: ${why}`),
  ];
}
