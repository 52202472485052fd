import type { Index, Table } from '../catalog/model.ts';
import { quoteIdent, qualified } from '../sql/quote.ts';
import type { FixDraft } from './check.ts';
import { freeName, keyColumns, sqlColumns, sqlName } from './facts.ts';

/** Fixes that make or drop an index, with the form for a table in use. */
export function createIndex(
  table: Table,
  columns: readonly string[],
  options: {
    readonly unique?: boolean;
    readonly expression?: string;
    readonly where?: string;
    readonly using?: string;
  } = {},
): FixDraft {
  const { unique = false, expression = sqlColumns(columns), where, using } = options;
  const name = quoteIdent(freeName(table, columns, unique ? 'key' : 'idx'));
  const method = using === undefined ? '' : ` USING ${using}`;
  const rest = `${name} ON ${sqlName(table)}${method} (${expression})${where === undefined ? '' : ` WHERE ${where}`}`;
  const create = unique ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX';
  const drops = using === undefined && where === undefined ? outgrown(table, columns) : [];
  const dropped = drops.map((index) => dropIndex(table, index));
  return {
    ddl: [`${create} ${rest}`, ...dropped.flatMap((drop) => drop.ddl)],
    // A partitioned table takes no CONCURRENTLY: there it goes partition by partition.
    ...(table.kind === 'partitioned'
      ? {}
      : {
          posted: [
            `${create} CONCURRENTLY ${rest}`,
            ...dropped.flatMap((drop) => drop.posted ?? drop.ddl),
          ],
        }),
    safe: !unique,
  };
}

export function dropIndex(table: Table, index: Index): FixDraft {
  if (index.constraint) {
    return {
      ddl: [`ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${quoteIdent(index.name)}`],
      safe: true,
    };
  }
  const name = qualified(table.schema, index.name);
  const posted =
    table.kind === 'partitioned' ? {} : { posted: [`DROP INDEX CONCURRENTLY ${name}`] };
  return { ddl: [`DROP INDEX ${name}`], ...posted, safe: true };
}

/** One takes the place of another: the new one is there before the old one goes. */
export function exchange(create: FixDraft, drop: FixDraft): Pick<FixDraft, 'ddl' | 'posted'> {
  return {
    ddl: [...create.ddl, ...drop.ddl],
    posted: [...(create.posted ?? create.ddl), ...(drop.posted ?? drop.ddl)],
  };
}

/** Plain indexes that a new one over these columns makes superfluous. */
export function outgrown(table: Table, columns: readonly string[]): readonly Index[] {
  return table.indexes.filter((index) => {
    const own = keyColumns(index);
    const plain = !index.unique && index.method === 'btree' && index.predicate === null;
    const simple = index.include.length === 0 && index.keys.every((key) => key.option === 0);
    return (
      plain &&
      simple &&
      own.length > 0 &&
      own.length < columns.length &&
      own.every((column, at) => column === columns[at])
    );
  });
}
