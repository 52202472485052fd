import type { PGlite } from '@electric-sql/pglite';

type FileSystem = PGlite['Module']['FS'];

/**
 * The planner takes a table's size from the length of its files, and scales the stored statistics by it: on empty files
 * they have no effect. Emscripten's memory file system keeps a file's length beside its content (`usedBytes`), so a
 * file can be said to be terabytes long without a byte of memory or disk. Tables are cut into files of 1 GB.
 */
export function pretendLength(fs: FileSystem, file: string, bytes: number): void {
  const segments = Math.max(1, Math.ceil(bytes / SEGMENT_BYTES));
  for (let number = 0; number < segments; number += 1) {
    const path = `${DATA_DIRECTORY}/${file}${number === 0 ? '' : `.${number}`}`;
    if (number > 0) fs.writeFile(path, new Uint8Array(0));
    const length = Math.min(SEGMENT_BYTES, bytes - number * SEGMENT_BYTES);
    Object.assign(fs.lookupPath(path, {}).node, { usedBytes: length });
  }
}

/** RELSEG_SIZE of every usual build: 131072 pages. */
const SEGMENT_BYTES = 131_072 * 8192;

/** Where PGlite puts a cluster that lives in memory. */
const DATA_DIRECTORY = '/pglite/data';
