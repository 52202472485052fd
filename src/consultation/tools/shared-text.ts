import type { ToolContext } from '../../core/tool.ts';

/** The text of a file that was shared in the thread, or the sentence for the model why there is none. */
export async function sharedText(
  nameOrId: string,
  { files, readFile, signal }: ToolContext,
): Promise<{ readonly name: string; readonly text: string } | string> {
  const found = files.findLast(({ name, id }) => name === nameOrId || id === nameOrId);
  if (found === undefined) {
    const names = files.map(({ name }) => name).join(', ');
    return `There is no file "${nameOrId}" in this thread. ${names === '' ? 'No file was shared.' : `Shared: ${names}.`}`;
  }
  const content = await readFile(found, signal);
  if (content.kind === 'text') return { name: found.name, text: content.text };
  return content.kind === 'refused'
    ? `"${nameOrId}" cannot be read: ${content.why}.`
    : `"${nameOrId}" is no text.`;
}
