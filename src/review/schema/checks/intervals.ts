import type { Column, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import { columnOf, isTime, label, ofColumns, sqlName } from './facts.ts';
import { addCheck } from './domains.ts';

/** Checks on pairs of columns that are the two ends of something. */
export const intervalChecks: readonly Check[] = [
  {
    id: 'chk.range_exclusion_missing',
    category: 'correctness',
    severity: 'warn',
    confidence: 'heuristic',
    reason:
      'An end before its start, or two bookings of one thing at one time, are accepted without a word.',
    source: 'own rule; PostgreSQL manual 8.17.10',
    *findIn(table) {
      const guarded = table.indexes.some((index) => index.exclusion);
      const booking = bookings.test(table.name) && !guarded;
      for (const [start, end] of intervals(table)) {
        const ordered = table.checks.some(
          (check) => check.columns.includes(start.name) && check.columns.includes(end.name),
        );
        if ((ordered || guarded) && !booking) continue;
        const missing = [
          ...(ordered ? [] : [`no CHECK keeps ${end.name} after ${start.name}`]),
          ...(booking ? ['no EXCLUDE keeps them from overlapping'] : []),
        ];
        yield {
          object: ofColumns(table, [start.name, end.name]),
          why: `In ${label(table)} ${missing.join(', and ')}.`,
          row: { start: start.name, end: end.name },
          fixes: [guard(table, start, end, ordered, booking)],
        };
      }
      const range = table.columns.find(
        (column) => column.typeKind === 'r' && /^ts|^date/.test(column.baseType),
      );
      if (range !== undefined && booking) {
        yield {
          object: ofColumns(table, [range.name]),
          why: `In ${label(table)} no EXCLUDE keeps ${range.name} from overlapping.`,
          row: { type: range.type },
        };
      }
    },
  },
];

const bookings = /(booking|reservation|appointment|rental|lease|shift)s?$/i;

const ends: readonly (readonly [RegExp, string])[] = [
  [/^start(.*)$/i, 'end$1'],
  [/^(.*_)start(s|ed)?$/i, '$1end'],
  [/^(.*_)?from(.*)$/i, '$1to$2'],
  [/^(.*_)?begin(.*)$/i, '$1end$2'],
  [/^valid_from$/i, 'valid_until'],
  [/^(starts|started)_(at|on)$/i, 'ends_$2'],
  [/^started_(at|on)$/i, 'ended_$1'],
  [/^started_(at|on)$/i, 'finished_$1'],
  [/^check_?in(.*)$/i, 'check_out$1'],
  [/^check_?in(.*)$/i, 'checkout$1'],
  [/^starts_(at|on)$/i, 'ends_$1'],
];

function intervals(table: Table): readonly (readonly [Column, Column])[] {
  const pairs = new Map<string, readonly [Column, Column]>();
  for (const start of table.columns) {
    for (const [pattern, ending] of ends) {
      if (!pattern.test(start.name)) continue;
      const end = columnOf(table, start.name.replace(pattern, ending));
      if (end === undefined || end === start || !isTime(start) || !isTime(end)) continue;
      pairs.set(start.name, [start, end]);
    }
  }
  return [...pairs.values()];
}

function guard(
  table: Table,
  start: Column,
  end: Column,
  ordered: boolean,
  booking: boolean,
): FixDraft {
  const [from, to] = [quoteIdent(start.name), quoteIdent(end.name)];
  const check = ordered ? null : addCheck(table, end.name, `${to} > ${from}`);
  const exclude = booking ? exclusion(table, start, end) : [];
  return {
    ddl: [...(check?.ddl ?? []), ...exclude],
    posted: [...(check?.posted ?? []), ...exclude],
    dataCheck:
      check?.dataCheck ?? `SELECT a.* FROM ${sqlName(table)} a WHERE ${from} > ${to} LIMIT 10`,
  };
}

const ranges: Readonly<Record<string, string>> = {
  timestamptz: 'tstzrange',
  timestamp: 'tsrange',
  date: 'daterange',
};

/** Nothing is booked twice: the booked thing is the first reference that is not a person. */
function exclusion(table: Table, start: Column, end: Column): readonly string[] {
  const things = table.foreignKeys.filter(
    (key) =>
      key.columns.length === 1 &&
      !/user|customer|guest|patient|person|client/i.test(key.columns[0] ?? ''),
  );
  const thing = things[0]?.columns[0];
  const range = ranges[start.baseType];
  if (thing === undefined || range === undefined) return [];
  const period = `${range}(${quoteIdent(start.name)}, ${quoteIdent(end.name)})`;
  return [
    'CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public',
    `ALTER TABLE ${sqlName(table)} ADD EXCLUDE USING gist (${quoteIdent(thing)} WITH =, ${period} WITH &&)`,
  ];
}
