import type { SchemaFinding, SchemaReview } from '../../schema/review.ts';
import type { ErColumn, ErModel, ErTable } from './model.ts';

/** More tables than this are a wall of boxes. */
const mostTables = 40;
/** Up to here every column is shown; beyond it, keys and what findings name. */
const tablesInFull = 12;
const mostColumns = 14;
const mostRelations = 110;

/**
 * The picture of a reviewed schema. A large one shows the tables with findings, the gravest first, and their
 * neighbours. Null when the review knows no tables.
 */
export function erModelOf(review: Reviewed): ErModel | null {
  const { model } = review;
  if (model === undefined || model.tables.length === 0) return null;
  const grave = gravest(review);
  const several = new Set(model.tables.map(({ schema }) => schema)).size > 1;
  const nameOf = (key: string): string => (several ? key : key.slice(key.indexOf('.') + 1));
  const shown = choose(model, grave);
  const inFull = shown.size <= tablesInFull;
  const tables = model.tables
    .filter((table) => shown.has(keyOf(table)))
    .map((table): ErTable => {
      const key = keyOf(table);
      const named = grave.get(key)?.columns ?? new Set();
      const columns = table.columns.map(toColumn);
      return {
        name: nameOf(key),
        severity: grave.get(key)?.severity ?? null,
        columns: shorten(
          columns,
          (column) => inFull || column.key !== 'none' || named.has(column.name),
        ),
      };
    });
  const relations = model.relations
    .filter(({ table, references }) => shown.has(table) && shown.has(references))
    .map(({ table, references, ...rest }) => ({
      ...rest,
      from: nameOf(table),
      to: nameOf(references),
    }));
  return {
    title: '',
    tables,
    relations: relations.slice(0, mostRelations),
    leftOut: leftOutOf(
      model.tables.length - tables.length,
      inFull,
      relations.length - mostRelations,
    ),
  };
}

/** What of a review the picture is made from. */
type Reviewed = Pick<SchemaReview, 'model'> & {
  readonly findings: readonly Pick<SchemaFinding, 'severity' | 'object'>[];
};

type Model = NonNullable<SchemaReview['model']>;

interface Grave {
  readonly severity: NonNullable<ErTable['severity']>;
  readonly columns: ReadonlySet<string>;
}

const weights = { error: 0, warn: 1, info: 2 } as const;

/** Each table's gravest finding, and every column that one names. */
function gravest({ findings }: Reviewed): ReadonlyMap<string, Grave> {
  const grave = new Map<string, Grave>();
  for (const { severity, object } of findings) {
    if (object.table === undefined) continue;
    const key = `${object.schema}.${object.table}`;
    const known = grave.get(key);
    grave.set(key, {
      severity:
        known === undefined || weights[severity] < weights[known.severity]
          ? severity
          : known.severity,
      columns: new Set([...(known?.columns ?? []), ...(object.columns ?? [])]),
    });
  }
  return grave;
}

function keyOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${schema}.${name}`;
}

/** All, where that can be read; else the gravest and their neighbours. */
function choose(
  { tables, relations }: Model,
  grave: ReadonlyMap<string, Grave>,
): ReadonlySet<string> {
  const keys = tables.map(keyOf);
  if (keys.length <= mostTables) return new Set(keys);
  const found = keys
    .filter((key) => grave.has(key))
    .toSorted((a, b) => weightOf(grave, a) - weightOf(grave, b))
    // Half of the room: a table says little without those that it refers to.
    .slice(0, mostTables / 2);
  const chosen = new Set(found);
  const neighbours = relations.flatMap(({ table, references }) => [
    ...(chosen.has(table) ? [references] : []),
    ...(chosen.has(references) ? [table] : []),
  ]);
  const wanted = [...new Set([...found, ...neighbours])];
  const related = keys.filter((key) => relations.some(({ references }) => references === key));
  // A schema without findings shows what most others refer to.
  return new Set((wanted.length > 0 ? wanted : related).slice(0, mostTables));
}

function weightOf(grave: ReadonlyMap<string, Grave>, key: string): number {
  return weights[grave.get(key)?.severity ?? 'info'];
}

function toColumn({
  name,
  type,
  not_null: notNull,
  key,
}: Model['tables'][number]['columns'][number]): ErColumn {
  return { name, type: shortType(type), key, notNull };
}

/** "timestamp with time zone" is wider than most names. */
function shortType(type: string): string {
  return type
    .replace('timestamp with time zone', 'timestamptz')
    .replace('timestamp without time zone', 'timestamp')
    .replace('character varying', 'varchar')
    .replace('double precision', 'float8');
}

function shorten(columns: readonly ErColumn[], wanted: (column: ErColumn) => boolean): ErColumn[] {
  const shown = columns.filter(wanted).slice(0, mostColumns);
  const hidden = columns.length - shown.length;
  if (hidden === 0) return shown;
  return [...shown, { name: `… ${hidden} more`, type: '', key: 'none', notNull: true }];
}

function leftOutOf(hidden: number, inFull: boolean, relations: number): string[] {
  return [
    ...(hidden > 0
      ? [
          `${hidden} tables are not shown: these are the ones with the gravest findings, and their neighbours.`,
        ]
      : []),
    ...(inFull ? [] : ['Only keys, and columns with findings, are listed.']),
    ...(relations > 0 ? [`${relations} references are not drawn.`] : []),
  ];
}
