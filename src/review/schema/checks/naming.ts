import type { Catalog, Table } from '../catalog/model.ts';
import { reservedWords } from '../sql/quote.ts';
import { ownTables, type Check, type Hit } from './check.ts';
import { label, ofColumns, ofTable, words } from './facts.ts';

/** Checks on names. */
export const namingChecks: readonly Check[] = [
  {
    id: 'name.reserved',
    category: 'naming',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A reserved word has to be quoted in every query for ever.',
    source: 'PostgreSQL manual, appendix C',
    *findIn(table) {
      yield* eachName(table, (name) =>
        reservedWords.has(name.toLowerCase()) ? 'is a reserved word' : null,
      );
    },
  },
  {
    id: 'name.case_convention',
    category: 'naming',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'PostgreSQL folds unquoted names to lower case: a name with capitals or odd characters has to be quoted in every query.',
    source: "PostgreSQL wiki, Don't Do This: upper case names",
    *findIn(table) {
      yield* eachName(table, (name) => (/^[a-z_][a-z0-9_$]*$/.test(name) ? null : 'needs quotes'));
    },
  },
  {
    id: 'name.inflection',
    category: 'naming',
    severity: 'info',
    confidence: 'heuristic',
    reason:
      'One habit for table names saves a guess in every query. The majority of the schema is taken for the habit.',
    source: 'schemalint name-inflection; prisma-lint',
    *find(catalog) {
      const tables = ownTables(catalog).filter((table) => number(table.name) !== null);
      const plural = tables.filter((table) => number(table.name) === 'plural').length;
      const singular = tables.length - plural;
      const habit = plural >= singular * 2 ? 'plural' : singular >= plural * 2 ? 'singular' : null;
      if (habit === null || tables.length < 4) return;
      for (const table of tables) {
        if (number(table.name) === habit) continue;
        yield {
          object: ofTable(table),
          why: `Most tables are ${habit}, ${label(table)} is not.`,
          row: { plural, singular },
        };
      }
    },
  },
  {
    id: 'name.too_long',
    category: 'naming',
    severity: 'warn',
    confidence: 'proved',
    reason: 'PostgreSQL cuts names at 63 bytes: two that differ only behind that are one.',
    source: 'PostgreSQL manual 4.1.1; squawk identifier-too-long',
    *find(catalog) {
      for (const { name, line } of catalog.declared.truncated) {
        yield {
          object: { schema: 'public', ...owner(catalog, name) },
          line,
          why: `${name} has ${Buffer.byteLength(name)} bytes and is cut at 63.`,
          row: { name },
        };
      }
    },
  },
];

function* eachName(table: Table, verdict: (name: string) => string | null): Generator<Hit> {
  const own = verdict(table.name);
  if (own !== null)
    yield {
      object: ofTable(table),
      why: `The table name ${table.name} ${own}.`,
      row: { name: table.name },
    };
  for (const column of table.columns) {
    const wrong = column.inherited ? null : verdict(column.name);
    if (wrong !== null)
      yield {
        object: ofColumns(table, [column.name]),
        why: `The column name ${label(table, [column.name])} ${wrong}.`,
        row: { name: column.name },
      };
  }
}

const irregular: ReadonlySet<string> = new Set([
  'people',
  'children',
  'men',
  'women',
  'feet',
  'mice',
]);
const uncounted: ReadonlySet<string> = new Set(
  'data media news series metadata information equipment staff history inventory audit log stock feedback software settings config auth session_data analytics statistics cache'.split(
    ' ',
  ),
);

/** Of the last word of the name; null where English does not tell. */
function number(name: string): 'plural' | 'singular' | null {
  const last = words(name).at(-1) ?? '';
  if (uncounted.has(last) || !/^[a-z]+$/.test(last)) return null;
  if (irregular.has(last)) return 'plural';
  return last.endsWith('s') && !/(ss|us|is)$/.test(last) ? 'plural' : 'singular';
}

/** The table or column whose name was cut. */
function owner(
  catalog: Catalog,
  name: string,
): { readonly table?: string; readonly columns?: string[]; readonly index?: string } {
  const cut = Buffer.from(name).subarray(0, 63).toString();
  for (const table of catalog.tables) {
    if (table.name === cut) return { table: table.name };
    if (table.columns.some((column) => column.name === cut))
      return { table: table.name, columns: [cut] };
    if (table.indexes.some((index) => index.name === cut)) return { table: table.name, index: cut };
  }
  return {};
}
