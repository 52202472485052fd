import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Node has it; the types of Node 20 do not. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<{ readonly instance: Instance }>;
};

interface Instance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/**
 * Prisma's own schema engine, offline: the script that takes an empty database to this datamodel. Throws with the
 * engine's message when the datamodel is not valid.
 *
 * The package's entry imports a .wasm file, which Node does not load; so it is instantiated by hand. The engine asks
 * its database one thing, whether the schema exists and how old the server is, and gets a fixed answer. Once a process: its bindings keep the
 * memory of the first instance.
 */
export async function prismaScript(datamodel: string): Promise<string> {
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': { ...bindings },
  });
  start(instance);
  const panic = new Promise<never>((_, reject) => {
    // A panic inside leaves its promise pending for ever; this is how the engine reports it.
    Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', {
      set_message: (message: string) => reject(new Error(message)),
    });
  });
  return Promise.race([diff(datamodel), panic]);
}

async function diff(datamodel: string): Promise<string> {
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    offlineAdapter,
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: datamodel }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

/** The two calls that the package's entry makes; its types do not know them. */
function start(instance: Instance): void {
  const set: unknown = Reflect.get(bindings, '__wbg_set_wasm');
  if (typeof set === 'function') set(instance.exports);
  const begin = instance.exports['__wbindgen_start'];
  if (typeof begin === 'function') begin();
}

interface Done<Value> {
  readonly ok: true;
  readonly value: Value;
  map<Next>(change: (value: Value) => Next): Done<Next>;
  flatMap<Next>(change: (value: Value) => Next): Next;
}

function done<Value>(value: Value): Done<Value> {
  return {
    ok: true,
    value,
    map: (change) => done(change(value)),
    flatMap: (change) => change(value),
  };
}

const serverFacts = {
  columnNames: ['exists', 'version', 'numeric_version'],
  // Prisma's ColumnType: boolean, text, int32.
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 18.0', 180_000]],
};

const connection = {
  provider: 'postgres',
  adapterName: 'offline',
  queryRaw: async () => done(serverFacts),
  executeRaw: async () => done(0),
  executeScript: async () => done(undefined),
  dispose: async () => done(undefined),
  getConnectionInfo: () => done({ schemaName: 'public', supportsRelationJoins: false }),
};

const offlineAdapter = {
  ...connection,
  connect: async () => done(connection),
  connectToShadowDb: async () => done(connection),
  errorRegistry: { consumeError: () => undefined },
};
