import type { Artifact } from '../core/artifact.ts';

/**
 * Each name once, as it was made last (a tool that ran twice corrected itself), and each content once: a diagram that a
 * tool drew is drawn again when its source stands in the answer.
 */
export function distinctArtifacts(artifacts: readonly Artifact[]): readonly Artifact[] {
  const named = [...new Map(artifacts.map((artifact) => [artifact.name, artifact])).values()];
  return named.filter(
    ({ content }, index) => named.findIndex((other) => isSame(other.content, content)) === index,
  );
}

function isSame(a: Artifact['content'], b: Artifact['content']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return Buffer.compare(a, b) === 0;
}
