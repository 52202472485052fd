import type { Artifact } from '../../../core/artifact.ts';
import type { SchemaReview } from '../../schema/review.ts';
import type { Diagrams } from '../diagrams.ts';
import { erModelOf } from './of-review.ts';

/** The ER picture of a review as a file for its thread; null when there are no tables, or it cannot be read. */
export function createErPicture(
  diagrams: Pick<Diagrams, 'er'>,
): (review: SchemaReview, signal: AbortSignal) => Promise<Artifact | null> {
  return async (review, signal) => {
    const model = erModelOf(review);
    if (model === null) return null;
    const drawn = await diagrams.er(model, signal);
    if (!drawn.ok) return null;
    const rest = drawn.leftOut.length === 0 ? '' : ` ${drawn.leftOut.join(' ')}`;
    return {
      name: 'tables.png',
      title: `Tables and references.${rest}`,
      content: drawn.png,
      alt: drawn.alt,
    };
  };
}
