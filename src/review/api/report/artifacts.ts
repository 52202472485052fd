import type { Artifact } from '../../../core/artifact.ts';
import type { ApiReview } from '../api-review.ts';
import { writeApiMarkdown } from './markdown.ts';
import { reportFile } from './words.ts';

/** The file beside a review: all of it. None where nothing was found. */
export function apiArtifacts(review: ApiReview): readonly Artifact[] {
  if (review.findings.length === 0 && (review.changes ?? []).length === 0) return [];
  const content = `# API review of ${review.input.name}\n\n${writeApiMarkdown(review)}\n`;
  return [{ name: reportFile, title: 'API review, whole', content, untrusted: true }];
}
