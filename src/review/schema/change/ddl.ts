import { quoteIdent } from '../sql/quote.ts';
import type { ColumnShape, Part, TableShape } from './shape.ts';

/** `schema.name` as SQL. */
export function sqlTable(table: Pick<TableShape, 'schema' | 'name'>): string {
  return `${quoteIdent(table.schema)}.${quoteIdent(table.name)}`;
}

/** A table with its columns; what hangs on it comes after, with `createPart`. */
export function createTable(table: TableShape): string {
  const unlogged = table.unlogged ? 'UNLOGGED ' : '';
  const key = table.partitionKey === null ? '' : ` PARTITION BY ${table.partitionKey}`;
  if (table.partitionOf !== null) {
    const { parent, bound } = table.partitionOf;
    return `CREATE ${unlogged}TABLE ${sqlTable(table)} PARTITION OF ${sqlDotted(parent)} ${bound}${key}`;
  }
  const columns = table.columns.map((column) => `  ${columnDefinition(column)}`).join(',\n');
  return `CREATE ${unlogged}TABLE ${sqlTable(table)} (\n${columns}\n)${key}`;
}

export function columnDefinition(column: ColumnShape): string {
  return `${quoteIdent(column.name)} ${typeOf(column)}${valueOf(column)}${column.notNull ? ' NOT NULL' : ''}`;
}

export function typeOf({ type, collation }: ColumnShape): string {
  return collation === null ? type : `${type} COLLATE ${collation}`;
}

function valueOf({ identity, generated, default: value }: ColumnShape): string {
  if (identity !== '') return ` GENERATED ${identityKind(identity)} AS IDENTITY`;
  if (value === null) return '';
  if (generated === '') return ` DEFAULT ${value}`;
  return ` GENERATED ALWAYS AS (${value}) ${generated === 's' ? 'STORED' : 'VIRTUAL'}`;
}

export function identityKind(identity: string): string {
  return identity === 'a' ? 'ALWAYS' : 'BY DEFAULT';
}

export function createPart(table: TableShape, { kind, name, definition }: Part): string {
  switch (kind) {
    case 'index':
    case 'trigger':
      return definition;
    case 'policy':
      return `CREATE POLICY ${quoteIdent(name)} ON ${sqlTable(table)} ${definition}`;
    case 'primary key':
    case 'unique':
    case 'exclusion':
    case 'check':
    case 'foreign key':
      return `ALTER TABLE ${sqlTable(table)} ADD CONSTRAINT ${quoteIdent(name)} ${definition}`;
  }
}

export function dropPart(table: TableShape, { kind, name }: Part): string {
  switch (kind) {
    case 'index':
      return `DROP INDEX ${quoteIdent(table.schema)}.${quoteIdent(name)}`;
    case 'trigger':
      return `DROP TRIGGER ${quoteIdent(name)} ON ${sqlTable(table)}`;
    case 'policy':
      return `DROP POLICY ${quoteIdent(name)} ON ${sqlTable(table)}`;
    case 'primary key':
    case 'unique':
    case 'exclusion':
    case 'check':
    case 'foreign key':
      return `ALTER TABLE ${sqlTable(table)} DROP CONSTRAINT ${quoteIdent(name)}`;
  }
}

/** `schema.name` of the catalog's own spelling, quoted where it must be. */
export function sqlDotted(dotted: string): string {
  const at = dotted.indexOf('.');
  return `${quoteIdent(dotted.slice(0, at))}.${quoteIdent(dotted.slice(at + 1))}`;
}
