import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from '../lib/decode-text.ts';
import { errorCode, toError } from '../lib/errors.ts';
import { maxAgentFileBytes, tooLarge } from './normalise.ts';

/** A file in the agents' folder, read or not. `file` is its path relative to the folder, with `/`. */
export type FolderFile =
  | { readonly kind: 'text'; readonly file: string; readonly text: string }
  | { readonly kind: 'skipped'; readonly file: string; readonly why: string }
  | { readonly kind: 'failed'; readonly file: string; readonly why: string };

/**
 * Reads every Markdown file below a folder, as Claude Code does, sorted by path. Links are followed: a mounted
 * Kubernetes ConfigMap is nothing but links into a hidden folder. Throws when the folder itself cannot be read.
 */
export async function readFolder(dir: string): Promise<readonly FolderFile[]> {
  const files = await markdownBelow(dir, '', new Set());
  const sorted = files.toSorted((a, b) => (a < b ? -1 : 1));
  return Promise.all(sorted.map((file) => readOne(dir, file)));
}

async function markdownBelow(
  dir: string,
  under: string,
  seen: Set<string>,
): Promise<readonly string[]> {
  const here = join(dir, under);
  const real = await realpath(here);
  if (seen.has(real)) return [];
  seen.add(real);
  const found: string[] = [];
  for (const name of await readdir(here)) {
    const path = under === '' ? name : `${under}/${name}`;
    const kind = await kindOf(join(dir, path));
    if (kind === 'folder' && !/^[._]|^node_modules$/.test(name)) {
      found.push(...(await markdownBelow(dir, path, seen)));
    } else if (kind !== 'folder' && /\.md$/i.test(name)) {
      found.push(path);
    }
  }
  return found;
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'gone'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // A link to nowhere, or deleted since the listing: reading it will say which.
    return 'gone';
  }
}

async function readOne(dir: string, file: string): Promise<FolderFile> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/^[._]/.test(name)) return { kind: 'skipped', file, why: 'its name starts with "." or "_"' };
  if (/^(?:README|CLAUDE)\.md$/i.test(name)) {
    return { kind: 'skipped', file, why: 'it is documentation, by its name' };
  }
  try {
    const found = await stat(join(dir, file));
    // To read a pipe is to wait for whoever writes into it.
    if (!found.isFile()) return { kind: 'failed', file, why: 'it is no file' };
    if (found.size > maxAgentFileBytes) return { kind: 'failed', file, why: tooLarge };
    const bytes = await readFile(join(dir, file));
    return { kind: 'text', file, text: decodeText(bytes, false) ?? bytes.toString('utf8') };
  } catch (thrown) {
    const why = errorCode(thrown) ?? toError(thrown).message;
    return { kind: 'failed', file, why: `it cannot be read (${why})` };
  }
}
