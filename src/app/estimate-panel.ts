import { systemPrompt } from '../consultation/house-contract.ts';
import type { Agent } from '../core/agent.ts';
import type { ModelRequest } from '../core/model.ts';

/** What an answer usually takes: two requests, some files and results of tools between them, and its own text. */
const usualRequests = 2;
const usualMaterial = 12_000;
const usualOutputTokens = 3_000;

/**
 * What a panel typically costs: each specialist's usual answer, and a synthesis that reads them all. An estimate, from
 * the same price list as the limits; null where one of the models has no known price.
 */
export function estimatePanel(
  priceOf: (request: ModelRequest) => number | null,
): (agents: readonly Agent[], question: string) => number | null {
  return (agents, question) => {
    const answers = agents.map((agent) =>
      times(usualRequests, priceOf(usual(agent, question.length + usualMaterial))),
    );
    const [first] = agents;
    const read = agents.length * usualOutputTokens * 4;
    const synthesis = first === undefined ? 0 : priceOf(usual(first, question.length + read));
    return [...answers, synthesis].reduce(
      (sum, usd) => (sum === null || usd === null ? null : sum + usd),
      0,
    );
  };
}

function usual(agent: Agent, characters: number): ModelRequest {
  return {
    model: agent.model,
    system: systemPrompt(agent),
    messages: [{ role: 'user', content: [{ type: 'text', text: 'x'.repeat(characters) }] }],
    tools: [],
    maxTokens: usualOutputTokens,
  };
}

function times(count: number, usd: number | null): number | null {
  return usd === null ? null : usd * count;
}
