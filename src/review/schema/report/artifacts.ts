import type { Artifact } from '../../../core/artifact.ts';
import type { SchemaReview } from '../review.ts';
import { writeFixScript } from './fix-script.ts';
import { writeMarkdown } from './markdown.ts';
import { some } from './words.ts';

export const reportFile = 'review.md';
export const fixScriptFile = 'fixes.sql';

/** The files beside a review: all of it, and the script of its safe fixes where there are any. */
export function artifactsOf(review: SchemaReview): readonly Artifact[] {
  const script = fixScriptOf(review);
  const whole: Artifact = {
    name: reportFile,
    title: 'Schema review, whole',
    content: `# Schema review\n\n${writeMarkdown(review)}\n`,
    untrusted: true,
  };
  return [...(review.findings.length > 0 ? [whole] : []), ...(script === null ? [] : [script])];
}

/** Null: there is nothing that is safe to run. */
export function fixScriptOf(review: SchemaReview): Artifact | null {
  const fixes = review.fix_script?.ddl.length ?? 0;
  const steps = review.change?.safe.steps.length ?? 0;
  if (review.status === 'aborted' || fixes + steps === 0) return null;
  const parts = [
    ...(steps > 0 ? [`the change in ${some(steps, 'safe step')}`] : []),
    ...(fixes > 0 ? [some(fixes, 'safe fix')] : []),
  ];
  return {
    name: fixScriptFile,
    title: `Script: ${parts.join(', ')}`,
    content: writeFixScript(review),
  };
}
