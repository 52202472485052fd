import type { Agent } from '../core/agent.ts';
import type { Tool } from '../core/tool.ts';

/** Names of Claude Code's tools that mean one of ours. Anything else that a file lists is not to be had here. */
const aliases: ReadonlyMap<string, string> = new Map([['read', 'read_file']]);

/** An agent's file can narrow the bot's tools, never widen them. Naming none means all. */
export function allowedTools(agent: Agent, tools: readonly Tool[]): readonly Tool[] {
  if (agent.tools === null || agent.tools.includes('*')) return tools;
  const listed = new Set(agent.tools.map(toOurName));
  return tools.filter((tool) => listed.has(tool.name.toLowerCase()));
}

/** `Read(src/**)` is Claude Code's way to narrow a tool: the name is what counts here. */
function toOurName(name: string): string {
  const folded = name.replace(/\(.*$/, '').trim().toLowerCase();
  return aliases.get(folded) ?? folded;
}
