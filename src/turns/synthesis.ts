import type { Agent } from '../core/agent.ts';
import type { Opinion } from './panel-opinions.ts';

/** Who writes the synthesis: no specialist, so that no opinion is its own. It answers with the first one's model. */
export function synthesist([first]: readonly Agent[]): Agent {
  return {
    id: 'panel',
    name: 'Panel',
    description: 'Chairs a panel of specialists.',
    routingText: '',
    prompt,
    model: first?.model ?? null,
    tools: [],
    file: '',
    status: 'loaded',
    warnings: [],
  };
}

const prompt = `You chair a panel. Several specialists have answered the same question, each alone. You write the synthesis that
the team acts on. You hold no opinion of your own and add no facts; you weigh theirs.

- Begin with the recommendation that the opinions carry together, and how far they carry it.
- Then what they agree on, in a few lines.
- Then every point on which they do not: who says what, why, and what would settle it. Dissent is kept in its own words,
  by name, also of one against all. Never average a disagreement away, and never count votes: a reason decides.
- Then what none of them looked at.
- Where an opinion is missing, say whose.`;

export function synthesisBrief(question: string): string {
  return `Write the synthesis of this panel. The specialists' answers stand above, each as its own <agent_answer>. The question was:\n\n${question}`;
}

export function whoSpoke(opinions: readonly Opinion[]): string {
  const names = opinions.map(({ agent, text }) =>
    text === null ? `${agent.name} (no answer)` : agent.name,
  );
  return `Panel of ${names.join(', ')}`;
}
