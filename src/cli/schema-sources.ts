import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../review/schema/load/script.ts';
import { CommandFailure } from './exit.ts';
import type { Terminal } from './terminal.ts';
import { readText, whyNot } from './text-file.ts';

/** Reads what the command line names: files, stdin, and folders as their migrations in order. */
export async function readSources(
  names: readonly string[],
  stdin: Terminal['stdin'],
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const name of names) {
    for (const file of await filesOf(name)) sources.push(await readText(file, stdin));
  }
  return sources;
}

async function filesOf(name: string): Promise<readonly string[]> {
  if (name === '-') return [name];
  const found = await stat(name).catch((thrown: unknown) => {
    throw new CommandFailure(`${name}: ${whyNot(thrown)}`, 2);
  });
  if (!found.isDirectory()) return [name];
  const entries = await readdir(name, { recursive: true });
  const files = entries.filter(isMigration).toSorted(inOrder);
  if (files.length === 0) throw new CommandFailure(`${name}: no .sql file in it`, 2);
  return files.map((file) => join(name, file));
}

/** Down migrations undo what is to be reviewed. */
function isMigration(file: string): boolean {
  return (
    /\.(sql|ddl|psql)$/i.test(file) &&
    !/(^|[._/-])(down|undo|rollback)\.sql$/i.test(file) &&
    !/(^|\/)U\d[^/]*\.sql$/.test(file)
  );
}

/** 2 before 10: leading numbers count as numbers. */
function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
