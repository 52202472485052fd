import type { Artifact } from '../../../core/artifact.ts';
import type { SchemaReview } from '../review.ts';
import { writeFixScript } from './fix-script.ts';
import { writeMarkdown } from './markdown.ts';

export const reportFile = 'review.md';
export const fixScriptFile = 'fixes.sql';

/** The files beside a review: all of it, and the script of its safe fixes where there are any. */
export function artifactsOf(review: SchemaReview): readonly Artifact[] {
  const script = fixScriptOf(review);
  const whole: Artifact = {
    name: reportFile,
    title: 'Schema review, whole',
    content: `# Schema review\n\n${writeMarkdown(review)}\n`,
  };
  return [...(review.findings.length > 0 ? [whole] : []), ...(script === null ? [] : [script])];
}

/** Null: there is nothing that is safe to run. */
export function fixScriptOf(review: SchemaReview): Artifact | null {
  const safe = review.fix_script?.ddl.length ?? 0;
  if (review.status === 'aborted' || safe === 0) return null;
  return {
    name: fixScriptFile,
    title: `Fix script, ${safe} statement${safe === 1 ? '' : 's'}`,
    content: writeFixScript(review),
  };
}
