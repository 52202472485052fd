import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Engine } from './engine.ts';

/**
 * Runs queries that come again and again: each is prepared once, since to plan one of ours over the catalogs takes
 * longer than to run it. A failed transaction must have ended before a query comes for the first time.
 */
export function createPrepared(rows: Engine['rows'], run: Engine['run']): Engine['again'] {
  const names = new Map<string, string>();
  // A script can prepare statements as well: it cannot guess this name.
  const prefix = `architect_${randomUUID().replaceAll('-', '')}`;
  return async <Row>(row: z.ZodType<Row>, sql: string, argument?: string) => {
    let name = names.get(sql);
    if (name === undefined) {
      name = `${prefix}_${names.size}`;
      const prepared = await run(`prepare ${name} as ${sql}`);
      if (!prepared.ok) throw new Error(`our own query was refused: ${prepared.message}`);
      names.set(sql, name);
    }
    return rows(row, `execute ${name}${argument === undefined ? '' : `(${argument})`}`);
  };
}
