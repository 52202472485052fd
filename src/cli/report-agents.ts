import type { Agent, LoadReport } from '../core/agent.ts';
import { loadFolder } from './agents-folder.ts';
import type { ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** `architect agents`. */
export async function reportAgents(
  options: { readonly dir?: string; readonly json?: true },
  terminal: Terminal,
): Promise<ExitCode> {
  const { dir, report } = await loadFolder(options.dir, terminal);
  const text = options.json ? `${JSON.stringify(asJson(report), null, 2)}\n` : asText(report, dir);
  await terminal.print(text);
  return 0;
}

/** The document that others rely on: each field on purpose. */
function asJson({ agents, skipped, failed }: LoadReport) {
  return { agents: agents.map(agentAsJson), skipped, failed };
}

function agentAsJson(agent: Agent) {
  const { id, name, description, prompt, model, tools, color, file, status, warnings } = agent;
  return { id, name, description, prompt, model, tools, color, file, status, warnings };
}

function asText({ agents, skipped, failed }: LoadReport, dir: string): string {
  const width = Math.min(widest, Math.max(0, ...agents.map(({ id }) => id.length)));
  const lines = [
    `${agents.length} agents in ${dir}`,
    ...agents.flatMap((agent) => agentAsText(agent, width)),
    ...failed.map(
      ({ file, line, why }) => `failed   ${file}${line === undefined ? '' : `:${line}`}  ${why}`,
    ),
    ...skipped.map(({ file, why }) => `skipped  ${file}  ${why}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One endless name must not push what is said of the others off the screen. */
const widest = 40;

function agentAsText(agent: Agent, width: number): readonly string[] {
  const { id, status, file, model, tools, warnings } = agent;
  const wants = [
    `model ${model ?? 'default'}`,
    `tools ${tools === null ? 'default' : tools.join(', ') || 'none'}`,
  ];
  return [
    `${status.padEnd(9)} ${id.padEnd(width)}  ${file}  (${wants.join('; ')})`,
    ...warnings.map((warning) => `          - ${warning}`),
  ];
}
