import type { ToolContext } from '../../core/tool.ts';

interface SharedText {
  /** As it is to be shown: says what was cut off, since a check of half a file is one of half a file. */
  readonly name: string;
  readonly fileName: string;
  readonly text: string;
  readonly truncatedBytes: number;
}

/** The text of a file that was shared in the thread, or the sentence for the model why there is none. */
export async function sharedText(
  nameOrId: string,
  { files, readFile, signal }: ToolContext,
): Promise<SharedText | string> {
  const found = files.findLast(({ name, id }) => name === nameOrId || id === nameOrId);
  if (found === undefined) {
    const names = files.map(({ name }) => name).join(', ');
    return `There is no file "${nameOrId}" in this thread. ${names === '' ? 'No file was shared.' : `Shared: ${names}.`}`;
  }
  const content = await readFile(found, signal);
  if (content.kind === 'text') {
    const { text, truncatedBytes } = content;
    const name = namedWithLoss(found.name, truncatedBytes);
    return { name, fileName: found.name, text, truncatedBytes };
  }
  return content.kind === 'refused'
    ? `"${nameOrId}" cannot be read: ${content.why}.`
    : `"${nameOrId}" is no text.`;
}

/** The name of a file, and what was lost of its end. */
function namedWithLoss(name: string, truncatedBytes: number): string {
  if (truncatedBytes === 0) return name;
  return `${name} (without its last ${Math.ceil(truncatedBytes / 1024)} KB, which were too much to read)`;
}
