import { agentIdMatches } from '../core/agent.ts';
import type { Agent } from '../core/agent.ts';
import type { Dispatch } from '../core/dispatch.ts';
import { createLocalDispatcher } from '../dispatch/local.ts';
import { loadFolder } from './agents-folder.ts';
import type { DispatchOptions } from './dispatch.ts';
import { CommandFailure } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { parseLine } from './message-line.ts';
import { linesOf, textOf } from './stdin.ts';
import type { Terminal } from './terminal.ts';

type Decide = (text: string, threadAgent: string | undefined) => Dispatch;

/** `architect dispatch`. */
export async function showDispatch(
  text: string,
  options: DispatchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.lines === true && text !== '') {
    throw new CommandFailure('give either a text or --lines, not both', 2);
  }
  const { report } = await loadFolder(options.dir, terminal);
  for (const { file, why } of report.failed) terminal.remark(`not loaded: ${file}: ${why}`);
  const decide = decider(report.agents, terminal);
  if (options.lines === true) return decideLines(decide, options.threadAgent, terminal);

  const message = text === '' ? await textOf(terminal.stdin) : text;
  const dispatch = decide(message, options.threadAgent);
  await terminal.print(options.json ? `${JSON.stringify(dispatch)}\n` : asText(dispatch));
  return 0;
}

function decider(agents: readonly Agent[], { env }: Terminal): Decide {
  const decide = createLocalDispatcher(agents);
  const idOf = (name: string | undefined) =>
    agents.find(({ id }) => name !== undefined && agentIdMatches(id, name))?.id;
  const defaultAgent = idOf(env['DEFAULT_AGENT']);
  return (text, name) => {
    const threadAgent = idOf(name);
    return decide(text, {
      ...(threadAgent === undefined ? {} : { threadAgent }),
      ...(defaultAgent === undefined ? {} : { defaultAgent }),
    }).dispatch;
  };
}

async function decideLines(
  decide: Decide,
  threadAgent: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  for await (const line of linesOf(terminal.stdin)) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    if (!parsed.ok) exitCode = 1;
    const result = parsed.ok
      ? decide(parsed.text, parsed.threadAgent ?? threadAgent)
      : { error: parsed.why };
    await terminal.print(`${JSON.stringify(result)}\n`);
  }
  return exitCode;
}

function asText({ agent, by, confident, margin, evidence, ranking, ...rest }: Dispatch): string {
  const sure = confident ? 'sure' : 'not sure';
  const width = Math.max(0, ...ranking.map((each) => each.agent.length));
  const lines = [
    `${agent ?? 'nobody'}  (by ${by}, ${sure}; margin ${margin.toFixed(2)}, ${evidence} cues)`,
    ...(rest.unknownAgent === undefined ? [] : [`nobody is called "${rest.unknownAgent}"`]),
    ...(rest.switchedFrom === undefined ? [] : [`takes the thread from ${rest.switchedFrom}`]),
    ...ranking
      .slice(0, 10)
      .map((each) => `  ${each.agent.padEnd(width)}  ${each.score.toFixed(2)}`),
  ];
  return `${lines.join('\n')}\n`;
}
