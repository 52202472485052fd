import type { Difference } from '../change/compare.ts';
import { sqlDotted, sqlTable } from '../change/ddl.ts';
import type { Part, Shape, TableShape } from '../change/shape.ts';
import { quoteIdent } from '../sql/quote.ts';
import { addColumn, alone, setNotNull, step, yours, type SafeSequence } from './column-sequence.ts';
import { canBeTwinned, twinForType } from './twin-column.ts';

/**
 * The steps that do the same as one difference without the outage: expand, fill, check, contract. Null when the
 * direct way is harmless, or when there is no other.
 */
export function safeSequence(
  difference: Difference,
  after: Shape,
  rewrites: boolean,
): SafeSequence | null {
  switch (difference.kind) {
    case 'part added':
      return difference.replaced ? null : addPart(difference.table, difference.part);
    case 'part dropped':
      return dropPart(difference);
    case 'not null':
      return difference.after.notNull ? setNotNull(difference.table, difference.after) : null;
    case 'column added':
      return addColumn(difference.table, difference.column, rewrites);
    case 'column dropped':
      return dropColumn(difference);
    case 'table dropped':
      return dropTable(difference.table);
    case 'detached':
      return difference.ddl[0] === undefined
        ? null
        : { steps: [alone(`${difference.ddl[0]} CONCURRENTLY`)] };
    case 'type':
      return rewrites && canBeTwinned(difference.table, difference.after, after)
        ? twinForType(difference.table, difference.before, difference.after)
        : null;
    case 'attached':
    case 'default':
    case 'enum changed':
    case 'generated':
    case 'identity':
    case 'logging':
    case 'other added':
    case 'other changed':
    case 'other dropped':
    case 'other replaced':
    case 'row security':
    case 'table added':
      return null;
  }
}

function addPart(table: TableShape, part: Part): SafeSequence | null {
  switch (part.kind) {
    case 'index':
      return table.partitionKey === null ? buildIndex(table, part) : null;
    case 'unique':
    case 'primary key':
      return table.partitionKey === null ? attachIndex(table, part) : null;
    case 'check':
    case 'foreign key':
      return part.definition.endsWith('NOT VALID') ? null : validateLater(table, part);
    case 'exclusion':
    case 'policy':
    case 'trigger':
      return null;
  }
}

function buildIndex(table: TableShape, { definition, columns }: Part): SafeSequence {
  const unique = definition.startsWith('CREATE UNIQUE');
  const whole = unique && !/ WHERE /.test(definition) && columns.length > 0;
  return {
    steps: [alone(definition.replace(/ INDEX /, ' INDEX CONCURRENTLY '))],
    ...(whole ? { dataCheck: duplicates(table, columns) } : {}),
    ...(unique && !whole ? { dataDependent: true } : {}),
  };
}

/** The index is built while writes go on; attaching it takes a moment. */
function attachIndex(table: TableShape, { name, definition, columns }: Part): SafeSequence | null {
  const [, kind = '', nulls = '', keys = '', include = '', deferrable = ''] =
    /^(PRIMARY KEY|UNIQUE)( NULLS NOT DISTINCT)? (\(.*?\))( INCLUDE \(.*?\))?(.*)$/.exec(
      definition,
    ) ?? [];
  if (kind === '') return null;
  const index = quoteIdent(name);
  return {
    steps: [
      alone(
        `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${sqlTable(table)} ${keys}${include}${nulls}`,
      ),
      step(
        `ALTER TABLE ${sqlTable(table)} ADD CONSTRAINT ${index} ${kind} USING INDEX ${index}${deferrable}`,
      ),
    ],
    dataCheck: duplicates(table, columns),
  };
}

function duplicates(table: TableShape, columns: readonly string[]): string {
  const names = columns.map(quoteIdent);
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  return `SELECT ${names.join(', ')}, count(*) FROM ${sqlTable(table)} WHERE ${present} GROUP BY ${names.join(', ')} HAVING count(*) > 1 LIMIT 10`;
}

function validateLater(table: TableShape, part: Part): SafeSequence {
  const alter = `ALTER TABLE ${sqlTable(table)}`;
  const check = violations(table, part);
  return {
    steps: [
      step(`${alter} ADD CONSTRAINT ${quoteIdent(part.name)} ${part.definition} NOT VALID`),
      step(`${alter} VALIDATE CONSTRAINT ${quoteIdent(part.name)}`),
    ],
    ...(check === null ? { dataDependent: true } : { dataCheck: check }),
  };
}

/** A query for the rows that the constraint forbids; it returns none when the rows allow it. */
function violations(table: TableShape, { kind, definition }: Part): string | null {
  if (kind === 'check') {
    const expression = /^CHECK (\(.*\))/s.exec(definition)?.[1];
    return expression === undefined
      ? null
      : `SELECT * FROM ${sqlTable(table)} WHERE NOT ${expression} LIMIT 10`;
  }
  const [, own, target, keys] =
    /^FOREIGN KEY \((.*?)\) REFERENCES (.*?)\((.*?)\)/.exec(definition) ?? [];
  if (own === undefined || target === undefined || keys === undefined) return null;
  const columns = own.split(', ');
  const pairs = keys.split(', ').map((key, at) => `r.${key} = t.${columns[at]}`);
  const present = columns.map((column) => `t.${column} IS NOT NULL`);
  return `SELECT t.* FROM ${sqlTable(table)} t WHERE ${present.join(' AND ')} AND NOT EXISTS (SELECT FROM ${target} r WHERE ${pairs.join(' AND ')}) LIMIT 10`;
}

function dropPart({
  part,
  table,
  ddl,
}: Extract<Difference, { kind: 'part dropped' }>): SafeSequence | null {
  if (part.kind !== 'index' || ddl.length === 0 || table.partitionKey !== null) return null;
  const name = `${quoteIdent(table.schema)}.${quoteIdent(part.name)}`;
  return { steps: [alone(`DROP INDEX CONCURRENTLY ${name}`)] };
}

function dropColumn({
  table,
  column,
  ddl,
}: Extract<Difference, { kind: 'column dropped' }>): SafeSequence {
  const name = quoteIdent(column.name);
  const wanted = column.notNull && column.default === null && column.identity === '';
  // A primary key holds on to its NOT NULL.
  const inKey = table.parts.some(
    (part) => part.kind === 'primary key' && part.columns.includes(column.name),
  );
  return {
    steps: [
      ...(wanted && !inKey
        ? [step(`ALTER TABLE ${sqlTable(table)} ALTER COLUMN ${name} DROP NOT NULL`)]
        : []),
      yours(`deploy code that neither reads nor writes ${column.name}, and keep a copy of it`),
      ...ddl.map((sql) => step(sql)),
    ],
    loses: `SELECT count(*) FROM ${sqlTable(table)} WHERE ${name} IS NOT NULL`,
  };
}

function dropTable(table: TableShape): SafeSequence {
  const aside = `${table.name}_dropped`;
  return {
    steps: [
      yours(`deploy code that does not use ${table.name}`),
      step(`ALTER TABLE ${sqlTable(table)} RENAME TO ${quoteIdent(aside)}`),
      yours('wait until nothing has missed it: until here it can be renamed back'),
      step(`DROP TABLE ${sqlDotted(`${table.schema}.${aside}`)}`),
    ],
    loses: `SELECT count(*) FROM ${sqlTable(table)}`,
  };
}
