import { isPlausibleKey, readKeyLine } from './keys.ts';
import type { KeyLine } from './keys.ts';

/** One field of the front matter with all the lines that belong to it, unparsed. */
export interface Chunk {
  readonly key: string;
  readonly official: boolean;
  /** Line within the block, from 0. */
  readonly line: number;
  /** The rest of the key's line. */
  readonly first: string;
  /** The lines below it, as they are. */
  readonly more: readonly string[];
}

/**
 * Cuts a front matter block at its top-level keys, without understanding YAML: what a strict parser rejects as a
 * whole is mostly one bad field beside good ones.
 */
export function splitChunks(block: string): readonly Chunk[] {
  const chunks: OpenChunk[] = [];
  const lines = block.split('\n');
  lines.forEach((line, at) => {
    const current = chunks.at(-1);
    const key = readKeyLine(line);
    if (key !== null && startsField(key, current, lines, at)) {
      chunks.push({ key: key.key, official: key.official, line: at, first: key.rest, more: [] });
    } else {
      current?.more.push(line);
    }
  });
  return chunks;
}

interface OpenChunk extends Chunk {
  readonly more: string[];
}

function startsField(
  key: KeyLine,
  current: OpenChunk | undefined,
  lines: readonly string[],
  at: number,
): boolean {
  if (current !== undefined && insideExample(current, lines, at)) return false;
  if (key.official) return true;
  return isPlausibleKey(key.written) && !(current !== undefined && isTranscript(current));
}

/** Nothing inside an open `<example>` is a key, unless it never closes. */
function insideExample(current: OpenChunk, lines: readonly string[], at: number): boolean {
  const soFar = [current.first, ...current.more].join('\n').toLowerCase();
  if (soFar.lastIndexOf('<example') <= soFar.lastIndexOf('</example')) return false;
  return lines.slice(at).some((line) => line.toLowerCase().includes('</example'));
}

/** Prose at the margin shows that this value is a transcript: from there on only official keys end it. */
function isTranscript(current: OpenChunk): boolean {
  return current.more.some((line) => /^[^\s#\-\]}]/.test(line));
}
