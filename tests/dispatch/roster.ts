import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../../src/core/agent.ts';
import { loadAgents } from '../../src/agents/load.ts';

/** The roster that is shipped. */
export async function shippedAgents(): Promise<readonly Agent[]> {
  return (await loadAgents(join(import.meta.dirname, '../../agents'))).agents;
}

/** An agent of the test's own. */
export function agent(id: string, description: string, prompt = `You are ${id}.`): Agent {
  return {
    id,
    name: id,
    description,
    routingText: description,
    prompt,
    model: null,
    tools: null,
    file: `${id}.md`,
    status: 'loaded',
    warnings: [],
  };
}

export interface Case {
  readonly text: string;
  readonly agent: string;
  readonly threadAgent?: string;
  readonly marked?: boolean;
  readonly smallTalk?: boolean;
}

/** Recorded messages: `tuning` halves were looked at while the lexicon was written, `held-out` halves were not. */
export function cases(name: string): readonly Case[] {
  return readCases(name) as readonly Case[];
}

/** A roster of other fields, and messages for it. */
export function foreignRoster(): { agents: readonly Agent[]; messages: readonly Case[] } {
  const { agents, cases: messages } = readCases('foreign-roster') as {
    agents: readonly { id: string; description: string; prompt: string }[];
    cases: readonly Case[];
  };
  return { agents: agents.map((each) => agent(each.id, each.description, each.prompt)), messages };
}

function readCases(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'cases', `${name}.json`), 'utf8'));
}
