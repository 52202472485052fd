import type { Catalog, Column, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import { ownTables, type Check, type FixDraft } from './check.ts';
import { isText, label, ofColumns, sqlName, words } from './facts.ts';

/** Checks on what type a column has. */
export const columnTypeChecks: readonly Check[] = [
  {
    id: 'col.json_not_jsonb',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason: 'json is stored as text: no equality, no index, parsed at each access.',
    source: 'PostgreSQL manual 8.14; schemalint; eugene E3',
    *findIn(table) {
      for (const column of own(table)) {
        if (column.baseType !== 'json') continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is json; jsonb is what you want unless key order matters.`,
          row: { type: column.type },
          fixes: [retype(table, column, 'jsonb')],
        };
      }
    },
  },
  {
    id: 'col.timestamp_no_tz',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A timestamp without time zone is a clock on a wall: which wall is nowhere said.',
    source: "PostgreSQL wiki, Don't Do This: timestamp; squawk prefer-timestamptz",
    *findIn(table) {
      for (const column of own(table)) {
        if (column.baseType !== 'timestamp' || column.typeKind === 'd') continue;
        // Under a session in UTC this is no rewrite; `USING … AT TIME ZONE 'UTC'` would be one (measured).
        const ddl = [
          `SET LOCAL timezone = 'UTC'`,
          `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${quoteIdent(column.name)} TYPE timestamptz`,
        ];
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is ${column.type}. The fix holds if the stored values are UTC.`,
          row: { type: column.type },
          fixes: [
            {
              ddl,
              posted: ['BEGIN', ...ddl, 'COMMIT'],
              dataDependent: true,
              leadsTo: typeLeadsTo,
            },
          ],
        };
      }
    },
  },
  {
    id: 'col.timetz',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'A time of day with an offset cannot follow daylight saving; a time of day is no moment.',
    source: "PostgreSQL wiki, Don't Do This: timetz",
    *findIn(table) {
      for (const column of own(table)) {
        const moment =
          column.baseType === 'time' &&
          /(_at|timestamp|datetime|created|updated)$/i.test(column.name);
        if (column.baseType !== 'timetz' && !moment) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is ${column.type}${moment ? ', but is named like a moment' : ''}.`,
          row: { type: column.type },
        };
      }
    },
  },
  {
    id: 'col.char_n',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'char(n) pads with spaces that are stored, compared oddly, and neither faster nor smaller.',
    source: "PostgreSQL wiki, Don't Do This: char(n)",
    *findIn(table) {
      for (const column of own(table)) {
        if (column.baseType !== 'bpchar') continue;
        const bound = column.length === null ? 'text' : `varchar(${column.length})`;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is ${column.type}.`,
          row: { type: column.type },
          fixes: [{ ...retype(table, column, bound), dataDependent: false }],
        };
      }
    },
  },
  {
    id: 'col.varchar_n',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason:
      'A length nobody chose on purpose becomes a failed insert one day; text costs the same, and a CHECK can change without a rewrite.',
    source: "PostgreSQL wiki, Don't Do This: varchar(n); squawk prefer-text-field",
    *findIn(table) {
      for (const column of own(table)) {
        if (column.baseType !== 'varchar' || column.length === null || !isArbitrary(column))
          continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is varchar(${column.length}), a length without a reason in sight.`,
          row: { type: column.type },
          fixes: [
            {
              ddl: [
                `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${quoteIdent(column.name)} TYPE text`,
              ],
            },
          ],
        };
      }
    },
  },
  {
    id: 'col.enum_type',
    category: 'design',
    severity: 'info',
    confidence: 'proved',
    reason: 'A value can be added to an enum, but none removed and none reordered.',
    source: 'PostgreSQL manual 8.7; schemalint prefer-text-to-enum; eugene W13',
    *find(catalog) {
      for (const type of catalog.enums) {
        const columns = columnsOfEnum(catalog, type.name);
        const [only, ...others] = columns;
        const where =
          only !== undefined && others.length === 0
            ? ofColumns(only.table, [only.column.name])
            : { schema: type.schema };
        yield {
          object: { ...where, type: type.name },
          why: `${type.name} is an enum of ${type.labels.length} values, used by ${type.usedBy.join(', ') || 'no column'}.`,
          row: { labels: type.labels, usedBy: type.usedBy },
        };
      }
    },
  },
  {
    id: 'col.inconsistent_type',
    category: 'design',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'Columns of one name that differ in type need casts where they meet, and an index is not used through a cast.',
    source: 'SchemaCrawler; pg-index-health; azimutt',
    *find(catalog) {
      for (const uses of byColumnName(catalog).values()) {
        const kinds = new Map<string, number>();
        for (const { column } of uses)
          kinds.set(kindOf(column), (kinds.get(kindOf(column)) ?? 0) + 1);
        const [usual] = [...kinds].toSorted((a, b) => b[1] - a[1])[0] ?? [];
        for (const { table, column } of uses) {
          if (kindOf(column) === usual) continue;
          const other = uses.find((use) => kindOf(use.column) === usual);
          yield {
            object: ofColumns(table, [column.name]),
            why: `${label(table, [column.name])} is ${column.type}, but in ${other?.table.name} it is ${other?.column.type}.`,
            row: { type: column.type, elsewhere: other?.column.type },
          };
        }
      }
    },
  },
];

function own(table: Table): readonly Column[] {
  return table.columns.filter((column) => !column.inherited);
}

function retype(table: Table, column: Column, type: string): FixDraft {
  const name = quoteIdent(column.name);
  return {
    ddl: [`ALTER TABLE ${sqlName(table)} ALTER COLUMN ${name} TYPE ${type} USING ${name}::${type}`],
    dataDependent: true,
    leadsTo: typeLeadsTo,
  };
}

/** One column changes at a time, so for a while it differs from its namesakes. */
export const typeLeadsTo: readonly string[] = ['col.inconsistent_type', 'idx.jsonb_without_gin'];

/** Lengths that come from habit; 2, 3, 5, 36 or 64 come from a standard or a format. */
const habitual: ReadonlySet<number> = new Set([
  50, 60, 80, 100, 120, 150, 191, 200, 250, 255, 256, 300, 400, 500, 512, 1000, 1024, 2000, 2048,
  3000, 4000, 4096, 5000, 8000, 10000, 65535,
]);
const limited: ReadonlySet<string> = new Set(
  'code iso currency country locale lang language zip zipcode postcode postal phone fax hash sha sha256 md5 checksum digest uuid guid ip iban bic swift isbn ean sku color colour timezone tz version hex'.split(
    ' ',
  ),
);

function isArbitrary(column: Column): boolean {
  return habitual.has(column.length ?? 0) && !words(column.name).some((word) => limited.has(word));
}

interface Use {
  readonly table: Table;
  readonly column: Column;
}

function columnsOfEnum(catalog: Catalog, type: string): readonly Use[] {
  return ownTables(catalog).flatMap((table) =>
    table.columns
      .filter((column) => column.typeKind === 'e' && column.baseType === type)
      .map((column) => ({ table, column })),
  );
}

/** Names that mean something else in each table. */
const generic: ReadonlySet<string> = new Set(
  'id value type status state data key code position config settings content version level number result total count size name label title kind priority rank weight sort_order order metadata source target date time'.split(
    ' ',
  ),
);

function byColumnName(catalog: Catalog): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const table of ownTables(catalog)) {
    for (const column of own(table)) {
      const stem = column.name.replace(/_id$/, '');
      const polymorphic = table.columns.some((other) => other.name === `${stem}_type`);
      if (generic.has(column.name.toLowerCase()) || polymorphic || column.typeKind === 'e')
        continue;
      uses.set(column.name, [...(uses.get(column.name) ?? []), { table, column }]);
    }
  }
  return uses;
}

/** What differs in a way that matters: not the length, and not text against varchar. A foreign key has its own check. */
function kindOf(column: Column): string {
  return isText(column) ? 'text' : column.baseType;
}
