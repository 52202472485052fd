import type { Agent, AgentLibrary } from '../../../../src/core/agent.ts';

/** A library of agents with these ids. */
export function agentsNamed(...ids: readonly string[]): AgentLibrary {
  const agents = ids.map(agentNamed);
  return {
    list: () => agents,
    get: (id) => agents.find((agent) => agent.id === id),
    report: () => ({ agents, skipped: [], failed: [] }),
  };
}

function agentNamed(id: string): Agent {
  return {
    id,
    name: id,
    description: `Knows ${id}. And more.`,
    routingText: `Knows ${id}. And more.`,
    prompt: 'Answer.',
    model: null,
    tools: null,
    file: `${id}.md`,
    status: 'loaded',
    warnings: [],
  };
}

export function manyAgents(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `agent-${i}`);
}
