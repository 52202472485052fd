import type { Skipped } from '../load/script.ts';

/**
 * Takes masked T-SQL batch by batch, as GO divides it: routines and views are left out, since no word of them is
 * translated, and a table loses the IF … BEGIN … END around it. Lines keep their numbers.
 */
export function readBatches(script: string): {
  readonly text: string;
  readonly skipped: readonly Skipped[];
} {
  const skipped: Skipped[] = [];
  let line = 1;
  const batches = script.split(GO).map((batch) => {
    const [, start = '', kind = ''] = ROUTINE.exec(batch) ?? [];
    const from = line + breaksIn(start).length;
    line += breaksIn(batch).length;
    if (kind === '') return withIndexesBehind(withoutGuards(batch));
    const why = `a ${kind.toLowerCase()}: only tables and their indexes are translated`;
    skipped.push({ line: from, kind: 'sqlserver', why });
    return breaksIn(batch);
  });
  return { text: batches.join(';'), skipped };
}

const GO = /^[ \t]*GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$/im;

const ROUTINE =
  /^(\s*)(?:CREATE\s+OR\s+ALTER|CREATE|ALTER)\s+(PROCEDURE|PROC|FUNCTION|TRIGGER|VIEW)\b/i;

function withoutGuards(batch: string): string {
  return batch
    .replaceAll(GUARDED, (_, guard: string, table: string) => `${breaksIn(guard)}${table}`)
    .replaceAll(DROPPED, (whole) => `${breaksIn(whole)}DROP TABLE IF EXISTS `);
}

/** "Check for object existence", as SQL Server's tools write it around a table. */
const GUARDED =
  /(\bIF\s+NOT\s+EXISTS\s*\([^;]{0,600}?\bBEGIN\b)(?=\s*CREATE\s+TABLE\b)([\s\S]*?)^[ \t]*END[ \t]*;?[ \t]*\r?$/gim;

const DROPPED =
  /\bIF\s+(?:OBJECT_ID\s*\([^)]*\)\s+IS\s+NOT\s+NULL|EXISTS\s*\([^;]{0,600}?\))\s+(?:BEGIN\s+)?DROP\s+TABLE\s+(?!IF\b)/gi;

/** An index among the columns of its table becomes a statement of its own, at the end of the batch. */
function withIndexesBehind(batch: string): string {
  const behind: string[] = [];
  const text = batch.replaceAll(
    INLINE,
    (whole: string, name: string, unique: string | undefined, columns: string, at: number) => {
      const table = [...batch.slice(0, at).matchAll(TABLE)].at(-1)?.[1];
      if (table === undefined) return whole;
      behind.push(`;CREATE ${unique ?? ''}INDEX ${name} ON ${table} ${columns}`);
      return breaksIn(whole);
    },
  );
  return `${text}${behind.join('')}`;
}

const INLINE =
  /,\s*\bINDEX\s+("\w+"|\w+)\s+(UNIQUE\s+)?(?:(?:NON)?CLUSTERED\s*)?(\([^()]*\)(?:\s*WHERE\s*\([^()]*\))?)/gi;

const TABLE = /\bCREATE\s+TABLE\s+((?:"?\w+"?\s*\.\s*)?(?:"\w+"|\w+))/gi;

function breaksIn(text: string): string {
  return text.replaceAll(/[^\n]/g, '');
}
