import type { Source } from './load/script.ts';
import type { SchemaReview } from './review.ts';

/** A review of files whose end is missing: it must not read like one of the whole. */
export function withLoss(review: SchemaReview, sources: readonly Source[]): SchemaReview {
  const lost = sources.flatMap(({ name, truncatedBytes = 0 }) =>
    truncatedBytes === 0 ? [] : [`the last ${Math.ceil(truncatedBytes / 1024)} KB of ${name}`],
  );
  if (lost.length === 0) return review;
  const loss = `Not reviewed, since it was too much to read: ${lost.join(' and ')}.`;
  const reason = review.reason === null ? loss : `${review.reason} ${loss}`;
  return { ...review, status: review.status === 'aborted' ? 'aborted' : 'partial', reason };
}
