import { createHash } from 'node:crypto';
import type { Dialect } from './dialects/dialect.ts';
import { readSource, type ReadSource } from './dialects/read-source.ts';
import { openEngine, type Engine } from './engine/engine.ts';
import { neededExtensions } from './engine/extensions.ts';
import { reviewLimits } from './limits.ts';
import type { Loaded } from './load/loaded.ts';
import { readScript } from './load/read-script.ts';
import type { Script, Source } from './load/script.ts';
import type { SchemaReview } from './review.ts';

/** A schema as text became statements. */
export interface Reading {
  readonly given: readonly Source[];
  readonly read: ReadSource;
  /** What did not even parse is among its failed. */
  readonly script: Script;
  readonly statements: number;
}

export async function readSchema(
  given: readonly Source[],
  dialect: Dialect | null,
): Promise<Reading> {
  const read = await readSource(given, dialect);
  const script = readScript(read.sources);
  const failed = [...read.failed, ...script.failed];
  return {
    given,
    read,
    script: { ...script, failed },
    statements: script.statements.length + failed.length,
  };
}

/** A sentence when it is more than a review takes. */
export function tooMany(statements: number): string | null {
  if (statements <= reviewLimits.statements) return null;
  const most = reviewLimits.statements.toLocaleString('en');
  return `It has ${statements} statements; I review up to ${most} at once.`;
}

export function openFor(...readings: readonly Reading[]): Promise<Engine> {
  const needed = readings.flatMap(({ script, read }) => neededExtensions(script, read.sources));
  return openEngine([...new Set(needed)]);
}

type Input = SchemaReview['input'];

/** What was given, and what became of every statement. */
export function account({ given, read, statements }: Reading, loaded: Loaded): Input {
  const all = given.map((source) => source.text).join('\n');
  return {
    sha256: createHash('sha256').update(all).digest('hex'),
    dialect: read.dialect,
    dialect_note: read.note,
    bytes: Buffer.byteLength(all),
    statements,
    applied: loaded.applied.length,
    skipped: [...loaded.skipped, ...read.skipped],
    failed: loaded.failed.map(({ file, line, sqlstate, message }) => ({
      ...(file === undefined ? {} : { file }),
      line,
      sqlstate,
      message,
    })),
    stubs: unique(loaded.stubs),
    repairs: [...loaded.repairs],
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
