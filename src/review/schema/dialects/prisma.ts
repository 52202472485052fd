import { toError } from '../../../lib/errors.ts';
import type { Failed, Source } from '../load/script.ts';
import { prismaScript } from './prisma-engine.ts';

export interface FromPrisma {
  readonly source: Source;
  readonly failed: readonly Failed[];
  /** The provider that the schema names, when it is not PostgreSQL. */
  readonly provider: string | null;
}

/** The SQL that Prisma itself would run for this schema, with each line led back to its model or field. */
export async function readPrisma({ name, text }: Source): Promise<FromPrisma> {
  const provider = /datasource\s+\w+\s*\{[^}]*?provider\s*=\s*"(\w+)"/.exec(text)?.[1] ?? null;
  const foreign = provider !== null && !['postgresql', 'postgres'].includes(provider);
  try {
    const script = await prismaScript(asPostgres(text, provider));
    const lines = leadBack(script.split('\n'), text.split('\n'));
    return {
      source: { name, text: script, lines },
      failed: [],
      provider: foreign ? provider : null,
    };
  } catch (thrown) {
    return {
      source: { name, text: '' },
      failed: readErrors(toError(thrown).message),
      provider: null,
    };
  }
}

/** The engine speaks PostgreSQL to us; types that only another database has are left to Prisma's default. */
function asPostgres(text: string, provider: string | null): string {
  if (provider === null) return `${text}\ndatasource architect {\n  provider = "postgresql"\n}\n`;
  // The address is of no use offline, and newer engines refuse it here.
  const offline = text.replace(/^\s*(url|directUrl|shadowDatabaseUrl)\s*=.*$/gm, '');
  if (provider === 'postgresql' || provider === 'postgres') return offline;
  return offline
    .replace(/(datasource\s+\w+\s*\{[^}]*?provider\s*=\s*")\w+"/, '$1postgresql"')
    .replace(/@db\.\w+(\([^)]*\))?/g, '');
}

function readErrors(message: string): readonly Failed[] {
  const errors = [...message.matchAll(/error: (.*?)\n\s*-->\s*\S+?:(\d+)/g)];
  const found = errors.map((match) => ({
    line: Number(match[2]),
    sqlstate: '42601',
    message: `Prisma says: ${match[1]}`,
  }));
  return found.length > 0
    ? found
    : [{ line: 1, sqlstate: '42601', message: `Prisma says: ${message.split('\n')[0]}` }];
}

interface Model {
  readonly line: number;
  readonly fields: ReadonlyMap<string, number>;
}

/** For each line of the script the line of the model or field that it is made from. */
function leadBack(script: readonly string[], schema: readonly string[]): readonly number[] {
  const models = readModels(schema);
  let current: Model | undefined;
  return script.map((line) => {
    const table = /(?:CREATE TABLE|ALTER TABLE| ON|CREATE TYPE) (?:"\w+"\.)?"(\w+)"/.exec(
      line,
    )?.[1];
    if (table !== undefined) current = models.get(table) ?? current;
    const column = /^\s+"(\w+)" /.exec(line)?.[1] ?? /FOREIGN KEY \("(\w+)"/.exec(line)?.[1];
    return current?.fields.get(column ?? '') ?? current?.line ?? 1;
  });
}

function readModels(schema: readonly string[]): ReadonlyMap<string, Model> {
  const models = new Map<string, Model>();
  let open: { line: number; name: string; fields: Map<string, number> } | null = null;
  for (const [at, line] of schema.entries()) {
    const name = /^\s*(?:model|enum)\s+(\w+)\s*\{/.exec(line)?.[1];
    if (name !== undefined) open = { line: at + 1, name, fields: new Map() };
    if (open === null) continue;
    open.name = /@@map\(\s*(?:name:\s*)?"(\w+)"/.exec(line)?.[1] ?? open.name;
    const field = /^\s+(\w+)\s+\w/.exec(line)?.[1];
    const mapped = /[^@]@map\(\s*(?:name:\s*)?"(\w+)"/.exec(line)?.[1] ?? field;
    if (mapped !== undefined) open.fields.set(mapped, at + 1);
    if (/^\s*\}/.test(line)) models.set(open.name, open);
  }
  return models;
}
