import { splitChunks } from './chunks.ts';
import type { Chunk } from './chunks.ts';
import { canonicalKey } from './keys.ts';
import { isPlain, isWholeQuote, rawText } from './raw-text.ts';
import { scalarText } from './scalars.ts';
import { parseStrictYaml } from './strict-yaml.ts';

/** One field of the front matter: what YAML made of it, and what stands in the file. */
export interface Field {
  /** Undefined where YAML could make nothing of it. */
  readonly value: unknown;
  readonly raw: string;
  /** Line within the block, from 0. */
  readonly line: number;
}

export interface Fields {
  /** By canonical key; unofficial keys as written. */
  readonly byKey: ReadonlyMap<string, Field>;
  readonly recovered: boolean;
  readonly warnings: readonly string[];
}

/**
 * Reads a front matter block: strictly, then checked against the raw text (YAML drops what it takes for a comment
 * or an anchor, without a word), and field by field where the whole is no YAML, so that one bad field costs itself
 * and nothing else.
 */
export function readFields(source: string): Fields {
  const block = dedentBlock(source);
  const chunks = splitChunks(block);
  const strict = parseStrictYaml(block);
  if (!strict.ok || strict.fields.size === 0) {
    const why = strict.ok ? 'it is empty' : strict.why;
    const line = strict.ok ? undefined : strict.line;
    return fromChunks(chunks, [`not valid YAML${where(line)}: ${why}; read field by field`]);
  }
  const byKey = new Map<string, Field>();
  const repaired: string[] = [];
  for (const [written, value] of strict.fields) {
    const key = canonicalKey(written) ?? written;
    if (byKey.has(key)) continue;
    const chunk = chunks.find((each) => each.key === key);
    const kept = chunk === undefined || keepsText(chunk, value);
    if (!kept) repaired.push(key);
    byKey.set(key, {
      value: kept ? value : undefined,
      raw: chunk === undefined ? '' : rawText(chunk),
      line: chunk?.line ?? 0,
    });
  }
  return {
    byKey,
    recovered: repaired.length > 0,
    warnings: repaired.map(
      (key) => `YAML would drop a part of "${key}"; its text was taken as it is`,
    ),
  };
}

/** All fields may be indented alike. */
function dedentBlock(block: string): string {
  const indent = /^(?:[ \t]*\n)*([ \t]+)\S/.exec(block)?.[1];
  if (indent === undefined) return block;
  const lines = block.split('\n');
  const alike = lines.every((line) => line.trim() === '' || line.startsWith(indent));
  return alike ? lines.map((line) => line.slice(indent.length)).join('\n') : block;
}

function where(line: number | undefined): string {
  return line === undefined ? '' : ` (front matter line ${line + 1})`;
}

function fromChunks(chunks: readonly Chunk[], warnings: readonly string[]): Fields {
  const byKey = new Map<string, Field>();
  const notes = [...warnings];
  for (const chunk of chunks) {
    if (byKey.has(chunk.key)) {
      notes.push(`"${chunk.key}" is given twice; the first one counts`);
      continue;
    }
    byKey.set(chunk.key, readChunk(chunk));
  }
  return { byKey, recovered: true, warnings: notes };
}

function readChunk(chunk: Chunk): Field {
  const alone = parseStrictYaml(['field: ' + chunk.first, ...chunk.more].join('\n'));
  const value = alone.ok && alone.fields.size === 1 ? alone.fields.get('field') : undefined;
  return {
    value: value !== undefined && keepsText(chunk, value) ? value : undefined,
    raw: rawText(chunk),
    line: chunk.line,
  };
}

/**
 * Whether the parsed value still holds every word of what was written. Only texts are checked, and only those
 * without quotes or a block header, where no character is syntax to a person. A name that came out as one word
 * is a name, and what stood behind it was a comment.
 */
function keepsText(chunk: Chunk, value: unknown): boolean {
  if (chunk.key !== 'name' && chunk.key !== 'description') return true;
  if (!isWholeQuote(chunk)) return false;
  if (!isPlain(chunk) || (value === null && /^(?:~|null|)$/i.test(rawText(chunk)))) return true;
  if (chunk.key === 'name' && typeof value === 'string' && /^[\w.-]+$/.test(value)) {
    return !/^[&!]/.test(chunk.first);
  }
  return countWords(flatten(value)) >= countWords(rawText(chunk));
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function flatten(value: unknown): string {
  if (Array.isArray(value)) return value.map(flatten).join(' ');
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${flatten(inner)}`)
      .join(' ');
  }
  return scalarText(value);
}
