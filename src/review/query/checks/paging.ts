import type { Node } from 'libpg-query';
import { nodesOf } from '../plan/shape.ts';
import { byRule, type QueryCheck } from './query-check.ts';

/** From here on pages that nobody looks at cost more than the one that is shown. */
const DEEP = 1_000;

/** OFFSET reads and throws away all pages before. */
export const offsetPaging: QueryCheck = {
  id: 'query.offset_paging',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 7.6: LIMIT and OFFSET',
  *find({ blocks, plan, rewrite }) {
    for (const { select } of blocks) {
      const offset = numberOf(select?.limitOffset);
      if (offset === null || offset < DEEP) continue;
      const rows = offset.toLocaleString('en');
      const fix =
        rewrite === null
          ? 'Page by the last row that was seen (keyset): ORDER BY a unique, NOT NULL key and ask for rows behind it.'
          : `Page by the last row that was seen (keyset). Planned, with the best index for each: ${ratio(rewrite.ratio)} cheaper; the rewrite is given.`;
      yield {
        why: `OFFSET ${rows} computes ${rows} rows and throws them away; each further page costs more, and rows that are inserted meanwhile shift the pages.`,
        at: locationOf(select?.limitOffset),
        evidence:
          plan === null ? byRule(`OFFSET ${rows}`) : { by: 'plan', text: firstLine(plan.text) },
        fix,
      };
    }
  },
};

/** ORDER BY random() sorts the whole table for a handful of rows. */
export const orderByRandom: QueryCheck = {
  id: 'query.order_by_random',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual: TABLESAMPLE',
  *find({ blocks, plan }) {
    for (const { select, relations } of blocks) {
      if (!relations.some(({ table }) => table !== null)) continue;
      for (const item of select?.sortClause ?? []) {
        const node = 'SortBy' in item ? item.SortBy.node : undefined;
        if (node === undefined || !('FuncCall' in node)) continue;
        const [name] = (node.FuncCall.funcname ?? []).slice(-1);
        const called = name !== undefined && 'String' in name ? name.String.sval : '';
        if (called !== 'random' && called !== 'gen_random_uuid') continue;
        const sort =
          plan === null ? null : [...nodesOf(plan.tree)].find((one) => one.node === 'Sort');
        yield {
          why: `ORDER BY ${called}() gives every row a number and sorts them all before LIMIT applies; no index can help.`,
          at: node.FuncCall.location,
          evidence:
            sort === null || sort === undefined
              ? byRule(`ORDER BY ${called}()`)
              : { by: 'plan', text: `Sort of ${sort.rows.toLocaleString('en')} rows` },
          fix: 'Take a sample first (TABLESAMPLE SYSTEM_ROWS(n) of tsm_system_rows), or jump to a random key: WHERE id >= $1 ORDER BY id LIMIT 1.',
        };
      }
    }
  },
};

function numberOf(node: Node | undefined): number | null {
  if (node === undefined) return null;
  if ('TypeCast' in node) return numberOf(node.TypeCast.arg);
  if (!('A_Const' in node)) return null;
  const { ival, fval } = node.A_Const;
  if (ival !== undefined) return ival.ival ?? 0;
  return fval === undefined ? null : Number(fval.fval);
}

function locationOf(node: Node | undefined): number | undefined {
  if (node === undefined) return undefined;
  if ('TypeCast' in node) return node.TypeCast.location;
  return 'A_Const' in node ? node.A_Const.location : undefined;
}

function ratio(value: number): string {
  return `${value >= 10 ? Math.round(value).toLocaleString('en') : value.toFixed(1)} times`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
