import { openEngine, type Engine } from '../../../src/review/schema/engine/engine.ts';
import { readSource } from '../../../src/review/schema/dialects/read-source.ts';
import { load } from '../../../src/review/schema/load/load.ts';
import { readScript } from '../../../src/review/schema/load/read-script.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';
import { examine } from '../../../src/review/query/examine.ts';
import type { ExplainedQuery, QueryReview } from '../../../src/review/query/review.ts';
import { readQueries } from '../../../src/review/query/script/read-queries.ts';
import type { Assignment } from '../../../src/review/query/worker-protocol.ts';

const note = (): void => undefined;

/** What the child does, in this process, on an engine that is emptied before each question. */
export interface Bench {
  explain(
    schema: string,
    queries: string,
    rows?: Readonly<Record<string, number>>,
    more?: Partial<Assignment>,
  ): Promise<QueryReview>;
  /** The first query's part of it. */
  one(...question: Parameters<Bench['explain']>): Promise<ExplainedQuery>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  await loadParser();
  const engine = await openEngine(['pg_trgm', 'btree_gist']);
  const explain: Bench['explain'] = async (schema, queries, rows = {}, more = {}) => {
    await empty(engine);
    const task: Assignment = {
      sources: [{ name: 'schema.sql', text: schema }],
      dialect: null,
      queries,
      rows: { ...rows },
      columns: [],
      randomPageCost: 4,
      now: Date.parse('2026-11-22T00:00:00Z'),
      excludedStatements: [],
      excludedQueries: [],
      ...more,
    };
    const read = await readSource(task.sources, task.dialect);
    const loaded = await load(engine, readScript(read.sources), note);
    return examine(engine, { task, read, loaded, queries: readQueries(queries), note });
  };
  return {
    explain,
    one: async (...question) => (await explain(...question)).queries[0]!,
    close: () => engine.close(),
  };
}

async function empty(engine: Engine): Promise<void> {
  await engine.run('reset all');
  await engine.run('drop extension if exists pg_trgm cascade');
  await engine.run(
    'drop schema public cascade; drop schema if exists app cascade; create schema public',
  );
}
