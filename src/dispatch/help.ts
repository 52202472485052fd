import type { Agent } from '../core/agent.ts';
import type { Dispatch } from '../core/dispatch.ts';

/** What is said when no agent answers: who there is, and how to ask. Null: an empty message. */
export function helpText(dispatch: Dispatch | null, agents: readonly Agent[]): string {
  if (agents.length === 0) {
    return 'No agent is loaded, so nobody here can answer. `architect agents` shows what is wrong with the files.';
  }
  const names = agents.map(({ id }) => `\`${id}\``);
  const unknown = dispatch?.unknownAgent;
  if (unknown !== undefined) {
    return `I know nobody called “${unknown.slice(0, 60)}”. You can ask ${listed(names)}.`;
  }
  const opening = dispatch?.by === 'small-talk' ? 'Hello! ' : '';
  return (
    `${opening}Ask me about the architecture of your backend: paste a schema, an endpoint, a query plan or code, or ` +
    `describe what you are building. I pick who answers; to choose yourself, start with \`ask <name>\`: ${listed(names)}.`
  );
}

/** Beyond this a list is a wall. */
const mostNames = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.at(-1);
  const before = more > 0 ? shown : shown.slice(0, -1);
  return before.length === 0 ? `${last}` : `${before.join(', ')} or ${last}`;
}
