/** A text to review, and how much of its end was too much to read; none where it is not said. */
interface CutText {
  readonly name: string;
  readonly truncatedBytes?: number | undefined;
}

interface Reviewed {
  readonly status: 'complete' | 'partial' | 'aborted';
  readonly reason: string | null;
}

/** A review of files whose end is missing: it must not read like one of the whole. */
export function withLoss<Review extends Reviewed>(
  review: Review,
  texts: readonly CutText[],
): Review {
  const lost = texts.flatMap(({ name, truncatedBytes = 0 }) =>
    truncatedBytes === 0 ? [] : [`the last ${Math.ceil(truncatedBytes / 1024)} KB of ${name}`],
  );
  if (lost.length === 0) return review;
  const loss = `Not reviewed, since it was too much to read: ${lost.join(' and ')}.`;
  const reason = review.reason === null ? loss : `${review.reason} ${loss}`;
  return { ...review, status: review.status === 'aborted' ? 'aborted' : 'partial', reason };
}
