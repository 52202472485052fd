import type { Workspace } from './workspace.ts';

/** What Slack's composer makes of typed text: `@name` and `#channel` become references, the rest is escaped. */
export function typed(text: string, workspace: Workspace): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const named = escaped.replaceAll(/(^|\s)@([\w.-]*\w)/g, (whole, before: string, name: string) => {
    const person = workspace.people.all().find((candidate) => candidate.name === name);
    return person === undefined ? whole : `${before}<@${person.id}>`;
  });
  return named.replaceAll(/(^|\s)#([\w-]+)/g, (whole, before: string, name: string) => {
    const channel = workspace.channels.all().find((c) => c.name === name && c.kind === 'public');
    return channel === undefined ? whole : `${before}<#${channel.id}|${name}>`;
  });
}
