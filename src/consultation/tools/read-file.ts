import { z } from 'zod';
import type { FileRef } from '../../core/message.ts';
import type { Tool, ToolContext, ToolResult } from '../../core/tool.ts';
import { defineTool } from '../../core/tool.ts';
import { numberLines, splitLines } from '../numbered-lines.ts';

const mostLines = 800;
const mostCharacters = 30_000;

const Input = z.strictObject({
  file: z.string().min(1).describe('Name of the file as it was shared, or its id.'),
  from_line: z.int().min(1).optional().describe('First line, counted from 1. Default: 1.'),
  to_line: z.int().min(1).optional().describe(`Last line. Default: ${mostLines} lines on.`),
});

/** Reads a part of a text file that was shared in the thread. */
export const readFileTool: Tool = defineTool({
  name: 'read_file',
  description: [
    'Reads lines of a text file that somebody shared in this Slack thread, with line numbers.',
    'Use it for files, or parts of files, that are not shown in the conversation: long files are shown in part, and files',
    'of earlier messages by name only. Returns at most',
    `${mostLines} lines or ${mostCharacters} characters at once and says how many lines the file has.`,
    'Images and PDF cannot be read with it. It reads nothing but files of this thread.',
  ].join(' '),
  activity: 'Reading a file',
  input: Input,
  timeoutMs: 20_000,
  run: read,
});

async function read(input: z.infer<typeof Input>, context: ToolContext): Promise<ToolResult> {
  const found = find(input.file, context.files);
  if (typeof found === 'string') return { ok: false, content: found };
  const content = await context.readFile(found, context.signal);
  if (content.kind === 'refused') {
    return no(
      `"${found.name}" cannot be read: ${content.why}. Tell the person, and go on without it.`,
    );
  }
  if (content.kind !== 'text') {
    return no(
      `"${found.name}" is ${content.kind === 'pdf' ? 'a PDF' : 'an image'}, which has no lines. ${asImage}`,
    );
  }
  const lines = splitLines(content.text);
  const from = input.from_line ?? 1;
  if (from > lines.length)
    return no(`"${found.name}" has ${lines.length} lines; there is no line ${from}.`);
  const to = Math.min(input.to_line ?? Infinity, from + mostLines - 1, lines.length);
  if (to < from) return no('to_line is before from_line. Give the first line and then the last.');
  const shown = numberLines(lines, from, to, mostCharacters);
  const heading = `${found.name}, lines ${shown.from}–${shown.to} of ${shown.total}`;
  return { ok: true, content: `${heading}\n${shown.text}${rest(shown, content.truncatedBytes)}` };
}

const asImage =
  'Its content is shown beside the message that brought it, if it is still part of the conversation; else ask the person to share it again.';

function rest(
  shown: { readonly to: number; readonly total: number },
  truncatedBytes: number,
): string {
  const more = shown.to < shown.total ? `\n[The file goes on: from_line ${shown.to + 1}.]` : '';
  const lost =
    truncatedBytes > 0
      ? `\n[The last ${truncatedBytes} bytes of the file were too much to download.]`
      : '';
  return more + lost;
}

/** By id, by name, by name whatever its case; else a sentence that says what there is. */
function find(wanted: string, files: readonly FileRef[]): FileRef | string {
  const name = wanted.trim();
  const folded = name.toLowerCase();
  const fits = [
    (file: FileRef) => file.id === name,
    (file: FileRef) => file.name === name,
    (file: FileRef) => file.name.toLowerCase() === folded,
    (file: FileRef) => file.name.toLowerCase() === folded.split('/').at(-1),
  ];
  const matches = fits.map((fit) => files.filter(fit)).find((found) => found.length > 0) ?? [];
  const [first, second] = matches;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    return `Several files are called "${first.name}". Name one by its id: ${list(matches)}.`;
  }
  if (files.length === 0)
    return 'No file was shared in this thread. Ask the person for it if you need it.';
  return `There is no file "${name}" in this thread. There are: ${list(files)}.`;
}

function list(files: readonly FileRef[]): string {
  const shown = files.slice(0, 30).map((file) => `"${file.name}" (id ${file.id})`);
  return shown.join(', ') + (files.length > 30 ? `, and ${files.length - 30} more` : '');
}

function no(content: string): ToolResult {
  return { ok: false, content };
}
