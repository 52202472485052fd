import { readFile } from 'node:fs/promises';
import { decodeText } from '../lib/decode-text.ts';
import { errorCode, toError } from '../lib/errors.ts';
import { CommandFailure } from './exit.ts';
import { textOf } from './stdin.ts';
import type { Terminal } from './terminal.ts';

/** A text that the command line names: a file, or - for stdin. What is no text is bad use. */
export async function readText(
  name: string,
  stdin: Terminal['stdin'],
): Promise<{ readonly name: string; readonly text: string }> {
  const read =
    name === '-'
      ? { name: 'stdin', text: await textOf(stdin) }
      : { name, text: decode(await bytesOf(name)) };
  if (read.text.includes('\0')) throw new CommandFailure(`${read.name}: it is no text`, 2);
  return read;
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new CommandFailure(`${file}: ${whyNot(thrown)}`, 2);
  }
}

/** A dump in an old encoding is a text still: what cannot be read in it is mostly in a comment. */
function decode(bytes: Buffer): string {
  return decodeText(bytes, false) ?? bytes.toString('utf8');
}

/** Why a file cannot be read, half a sentence. */
export function whyNot(thrown: unknown): string {
  return reasons.get(errorCode(thrown) ?? '') ?? toError(thrown).message;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder; name what is in it'],
  ['EACCES', 'it may not be read'],
]);
