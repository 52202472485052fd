import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { errorCode, toError } from '../lib/errors.ts';

/** The variables of a file in the form of `.env`; none where there is no file. */
export async function readEnvFile(
  path: string,
): Promise<Readonly<Record<string, string | undefined>>> {
  return parseEnv(await textOf(path));
}

/**
 * Sets variables in such a file: each line that sets one already is replaced where it stands (of two the last would
 * count), the others are added at the end, all else stays as it is. Readable by its owner only. Never leaves half of a file, and follows a
 * link to where the file is.
 */
export async function writeEnvFile(
  path: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const file = await placeOf(path);
  const fresh = `${file}.${randomUUID()}`;
  try {
    // `wx`: into a file of our own only, whose mode is ours, and not where a link of that name leads.
    await writeFile(fresh, setIn(await textOf(file), values), { mode: 0o600, flag: 'wx' });
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
}

/** A system's code, such as ENOENT where its folder is not there; null if it can be written as far as one can tell. */
export async function whyNotWritable(path: string): Promise<string | null> {
  try {
    const file = await placeOf(path);
    await access(dirname(file), constants.W_OK);
    const isFolder = await stat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    return isFolder ? 'EISDIR' : null;
  } catch (thrown) {
    return errorCode(thrown) ?? toError(thrown).message;
  }
}

async function placeOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return path;
    throw thrown;
  }
}

export function setIn(text: string, values: Readonly<Record<string, string>>): string {
  const missing = new Map(Object.entries(values));
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const kept = lines.map((line) => {
    const [, name = ''] = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=/.exec(line) ?? [];
    const value = values[name];
    if (value === undefined) return line;
    missing.delete(name);
    return `${name}=${value}`;
  });
  return `${[...kept, ...[...missing].map(([name, value]) => `${name}=${value}`)].join('\n')}\n`;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return '';
    throw thrown;
  }
}
