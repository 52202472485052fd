import { systemPrompt } from '../consultation/house-contract.ts';
import type { Agent } from '../core/agent.ts';
import type { ModelRequest } from '../core/model.ts';
import type { Spent } from '../core/usage.ts';

/** What an answer usually takes: two requests, some files and results of tools between them, and its own text. */
const usualRequests = 2;
const usualMaterial = 12_000;
const usualOutputTokens = 3_000;

/**
 * What a panel typically costs: each specialist's usual answer, and a synthesis that reads them all. An estimate, from
 * the same price list as the limits; a model without a known price is left out, and said to be.
 */
export function estimatePanel(
  priceOf: (request: ModelRequest) => number | null,
): (agents: readonly Agent[], question: string) => Spent {
  return (agents, question) => {
    const answers = agents.flatMap((agent) => {
      const usd = priceOf(usual(agent, question.length + usualMaterial));
      return Array.from({ length: usualRequests }, () => usd);
    });
    const [first] = agents;
    const read = agents.length * usualOutputTokens * 4;
    const synthesis = first === undefined ? 0 : priceOf(usual(first, question.length + read));
    const prices = [...answers, synthesis];
    return {
      usd: prices.reduce<number>((sum, usd) => sum + (usd ?? 0), 0),
      atLeast: prices.includes(null),
    };
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
