import { PGlite, type Extension } from '@electric-sql/pglite';
import { z } from 'zod';
import { toError } from '../../../lib/errors.ts';
import { compileOnce } from './compile-once.ts';
import { extensionModule } from './extensions.ts';
import { readDataDir } from './data-dir.ts';
import { createPrepared } from './prepared.ts';
import { pretendLength } from './pretend-length.ts';

/** What PostgreSQL answered to a statement that it refused. */
export interface SqlRefusal {
  readonly sqlstate: string;
  readonly message: string;
  readonly hint: string | null;
}

export type Executed = { readonly ok: true } | ({ readonly ok: false } & SqlRefusal);

export type Answered<Row> =
  { readonly ok: true; readonly rows: readonly Row[] } | ({ readonly ok: false } & SqlRefusal);

/**
 * The engine stopped answering truthfully: after some crashes PGlite reports success for everything, with empty
 * rows. Whatever was concluded after that is worth nothing, so nobody may catch this and go on.
 */
export class EngineDied extends Error {
  constructor(after: string) {
    super(`the database engine died ${after}`);
    this.name = 'EngineDied';
  }
}

/** A PostgreSQL in this process, empty at first. */
export interface Engine {
  readonly version: string;
  /** Runs statements; the first refusal ends them. Throws `EngineDied`. */
  run(sql: string): Promise<Executed>;
  /** Rows of a query of ours. A refusal is an error: our queries are right, or the engine is wrong. */
  rows<Row>(row: z.ZodType<Row>, sql: string): Promise<readonly Row[]>;
  /** The same for a query that comes often, with at most one parameter: it is planned once. */
  again<Row>(row: z.ZodType<Row>, sql: string, argument?: string): Promise<readonly Row[]>;
  /** Rows of something a stranger wrote, which may be refused. Throws `EngineDied`. */
  ask<Row>(row: z.ZodType<Row>, sql: string): Promise<Answered<Row>>;
  /** Makes a file of the data directory look that long to the planner. Nobody may read or write its rows after that. */
  pretendLength(file: string, bytes: number): void;
  /** Throws `EngineDied` unless the engine still computes. */
  canary(): Promise<void>;
  close(): Promise<void>;
}

export async function openEngine(extensions: readonly string[]): Promise<Engine> {
  compileOnce();
  const loadDataDir = await readDataDir();
  const postgres = await PGlite.create({
    ...(loadDataDir === null ? {} : { loadDataDir }),
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${bufferMb}MB`],
    extensions: await loadExtensions(extensions),
  });
  const engine = wrap(postgres);
  await engine.run(genericPlans);
  const [answer] = await engine.rows(z.object({ v: z.string() }), 'select version() as v');
  return { ...engine, version: /PostgreSQL ([\d.]+)/.exec(answer?.v ?? '')?.[1] ?? 'unknown' };
}

/** The default of 128 MB is touched when the engine starts; a schema without rows fits into this. */
const bufferMb = 16;

/** The catalogs are small and known: a plan that is made for one value is no better, and costs its making. */
export const genericPlans = 'set plan_cache_mode = force_generic_plan';

function wrap(postgres: PGlite): Omit<Engine, 'version'> {
  const results = async (sql: string): Promise<readonly { readonly rows: unknown }[]> => {
    const given = await postgres.exec(sql);
    const parsed = z.array(resultShape).min(1).safeParse(given);
    if (!parsed.success) throw new EngineDied('while it ran a statement');
    return parsed.data;
  };
  const rows: Engine['rows'] = async (row, sql) => {
    const last = (await results(sql)).at(-1);
    return z.array(row).parse(last?.rows);
  };
  const run: Engine['run'] = async (sql) => {
    try {
      await results(sql);
      return { ok: true };
    } catch (thrown) {
      return refusalOf(thrown);
    }
  };
  return {
    rows,
    run,
    again: createPrepared(rows, run),
    ask: async (row, sql) => {
      try {
        return { ok: true, rows: await rows(row, sql) };
      } catch (thrown) {
        return refusalOf(thrown);
      }
    },
    pretendLength: (file, bytes) => pretendLength(postgres.Module.FS, file, bytes),
    async canary() {
      const answer = await rows(z.object({ answer: z.number() }), 'select 40 + 2 as answer').catch(
        (thrown: unknown) => toError(thrown),
      );
      const alive = Array.isArray(answer) && answer[0]?.answer === 42;
      if (!alive) throw new EngineDied('without saying so');
    },
    close: () => postgres.close(),
  };
}

/** A result without `command` is how PGlite shows that it crashed inside. */
const resultShape = z.object({ command: z.string(), rows: z.unknown() });

/** Of an error, `message` is no own enumerable key, but it is readable; zod reads keys. */
const refusalShape = z.object({
  code: z.string().regex(/^[0-9A-Z]{5}$/),
  message: z.string(),
  hint: z.string().nullish(),
});

/** What PostgreSQL said, if it was PostgreSQL that spoke; anything else goes on rising. */
function refusalOf(thrown: unknown): { readonly ok: false } & SqlRefusal {
  const refusal = refusalShape.safeParse(thrown);
  if (!refusal.success) throw thrown;
  const { code, message, hint } = refusal.data;
  return { ok: false, sqlstate: code, message, hint: hint ?? null };
}

async function loadExtensions(names: readonly string[]): Promise<Record<string, Extension>> {
  const loaded: Record<string, Extension> = {};
  for (const name of names) {
    const file = extensionModule(name);
    if (file === null) continue;
    const module: unknown = await import(`@electric-sql/pglite/contrib/${file}`);
    const extension =
      typeof module === 'object' && module !== null ? Object.entries(module)[0]?.[1] : null;
    if (isExtension(extension)) loaded[file] = extension;
  }
  return loaded;
}

function isExtension(value: unknown): value is Extension {
  return typeof value === 'object' && value !== null && 'setup' in value;
}
