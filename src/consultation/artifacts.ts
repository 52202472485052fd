import type { Artifact } from '../core/artifact.ts';

/** Each name once, as it was made last: a tool that ran twice corrected itself. */
export function distinctArtifacts(artifacts: readonly Artifact[]): readonly Artifact[] {
  return [...new Map(artifacts.map((artifact) => [artifact.name, artifact])).values()];
}
