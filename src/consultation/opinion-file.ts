import type { Agent } from '../core/agent.ts';
import type { Artifact } from '../core/artifact.ts';

/** What one agent said, whole, beside the answer that draws on it. */
export function opinionFile({ id, name }: Agent, text: string): Artifact {
  return {
    name: `opinion-${id}.md`,
    title: `Opinion of ${name}`,
    content: `# ${name}\n\n${text}\n`,
    untrusted: true,
  };
}
