import { agentIdMatches } from '../core/agent.ts';
import type { Agent, LoadReport } from '../core/agent.ts';
import type { ParsedFile } from './agent-file.ts';
import { findTwins, type Twins } from './twins.ts';

type Failed = LoadReport['failed'][number];

/**
 * Puts the files of a folder together: in their order, the first of two with one id wins; then what an author
 * should know about descriptions that dispatch will have a hard time with.
 */
export function assembleReport(files: readonly ParsedFile[]): LoadReport {
  const agents: Agent[] = [];
  const failed: Failed[] = [];
  const skipped: LoadReport['skipped'][number][] = [];
  for (const parsed of files) {
    if (parsed.kind === 'skipped') skipped.push({ file: parsed.file, why: parsed.why });
    if (parsed.kind === 'failed') failed.push(failure(parsed));
    if (parsed.kind !== 'agent') continue;
    const { agent } = parsed;
    const first = agents.find((other) => agentIdMatches(other.id, agent.id));
    if (first === undefined) agents.push(agent);
    else failed.push({ file: agent.file, why: `the name "${agent.id}" is taken by ${first.file}` });
  }
  return { agents: withAdvice(agents), skipped, failed };
}

function failure(parsed: Extract<ParsedFile, { kind: 'failed' }>): Failed {
  const { file, line, why } = parsed;
  return { file, ...(line === undefined ? {} : { line }), why };
}

/** Below this a description holds too few words to be told from others. */
const shortDescription = 60;

function withAdvice(agents: readonly Agent[]): readonly Agent[] {
  const twins = findTwins(agents);
  return agents.map((agent) => {
    const advice = [...adviceOnTwins(agent.id, twins)];
    if (agent.routingText.length < shortDescription) {
      advice.push(
        `its description is short (${agent.routingText.length} characters): say when to ask it`,
      );
    }
    return advice.length === 0 ? agent : { ...agent, warnings: [...agent.warnings, ...advice] };
  });
}

/** One line, however many there are: in a copied collection everybody may be everybody's twin. */
function adviceOnTwins(id: string, twins: readonly Twins[]): readonly string[] {
  const own = twins
    .filter(({ pair }) => pair.includes(id))
    .toSorted((a, b) => b.cosine - a.cosine)
    .map(({ pair, cosine }) => {
      const other = pair[0] === id ? pair[1] : pair[0];
      return `"${other}" (cosine ${cosine.toFixed(2)})`;
    });
  if (own.length === 0) return [];
  const more = own.length > namedTwins ? [`${own.length - namedTwins} more`] : [];
  const names = [...own.slice(0, namedTwins), ...more];
  const [last = '', ...others] = names.toReversed();
  const list = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  const either = own.length === 1 ? 'either' : 'any of them';
  return [`its description is much like that of ${list}: questions may go to ${either}`];
}

const namedTwins = 3;
