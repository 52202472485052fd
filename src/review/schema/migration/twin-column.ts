import { sqlTable } from '../change/ddl.ts';
import {
  partsOf,
  keyOfTable,
  type ColumnShape,
  type Shape,
  type TableShape,
} from '../change/shape.ts';
import { quoteIdent } from '../sql/quote.ts';
import {
  emptyColumn,
  notNullSteps,
  step,
  yours,
  type SafeSequence,
  type SafeStep,
} from './column-sequence.ts';

/** Only a column on which nothing rests can be exchanged step by step; else what rests on it must move as well. */
export function canBeTwinned(table: TableShape, column: ColumnShape, schema: Shape): boolean {
  const rests = partsOf(
    table,
    'primary key',
    'unique',
    'exclusion',
    'check',
    'foreign key',
    'index',
  );
  const key = keyOfTable(table);
  return (
    table.partitionKey === null &&
    table.partitionOf === null &&
    column.identity === '' &&
    column.generated === '' &&
    !rests.some(
      (part) => part.columns.includes(column.name) || part.definition.includes(column.name),
    ) &&
    ![...schema.others.values()].some((other) => other.kind === 'view' && other.reads.includes(key))
  );
}

/** A column of the new type is kept equal by a trigger, filled, and takes the old one's place in a moment. */
export function twinForType(
  table: TableShape,
  before: ColumnShape,
  after: ColumnShape,
): SafeSequence {
  const twin = `${after.name}_new`;
  const [old, fresh] = [quoteIdent(before.name), quoteIdent(twin)];
  const alter = `ALTER TABLE ${sqlTable(table)}`;
  const sync = trigger(table, twin, `NEW.${fresh} := NEW.${old}::${after.type};`);
  return {
    steps: [
      step(`${alter} ADD COLUMN ${emptyColumn(twin, after)}`),
      sync.create,
      step(
        `UPDATE ${sqlTable(table)} SET ${fresh} = ${old}::${after.type} WHERE ${old} IS NOT NULL AND ${fresh} IS NULL`,
      ),
      ...(after.notNull ? notNullSteps(table, twin) : []),
      step(
        ...sync.drop,
        `${alter} DROP COLUMN ${old}`,
        `${alter} RENAME COLUMN ${fresh} TO ${old}`,
        ...(after.default === null
          ? []
          : [`${alter} ALTER COLUMN ${old} SET DEFAULT ${after.default}`]),
      ),
    ],
    dataDependent: true,
  };
}

/** Both names are there, equal whichever is written, until no running code knows the old one. */
export function twinForRename(table: TableShape, from: string, column: ColumnShape): SafeSequence {
  const [old, fresh] = [quoteIdent(from), quoteIdent(column.name)];
  const alter = `ALTER TABLE ${sqlTable(table)}`;
  const sync = trigger(
    table,
    column.name,
    `IF TG_OP = 'UPDATE' AND NEW.${fresh} IS DISTINCT FROM OLD.${fresh} THEN NEW.${old} := NEW.${fresh};
  ELSIF TG_OP = 'UPDATE' THEN NEW.${fresh} := NEW.${old};
  ELSE NEW.${fresh} := coalesce(NEW.${fresh}, NEW.${old}); NEW.${old} := NEW.${fresh}; END IF;`,
  );
  return {
    steps: [
      step(`${alter} ADD COLUMN ${emptyColumn(column.name, column)}`),
      sync.create,
      step(
        `UPDATE ${sqlTable(table)} SET ${fresh} = ${old} WHERE ${fresh} IS DISTINCT FROM ${old}`,
      ),
      ...(column.notNull ? notNullSteps(table, column.name) : []),
      yours(`deploy code that knows only ${column.name}`),
      step(
        ...sync.drop,
        `${alter} DROP COLUMN ${old}`,
        ...(column.default === null
          ? []
          : [`${alter} ALTER COLUMN ${fresh} SET DEFAULT ${column.default}`]),
      ),
    ],
  };
}

function trigger(
  table: TableShape,
  twin: string,
  body: string,
): { readonly create: SafeStep; readonly drop: readonly string[] } {
  const name = quoteIdent(`${table.name}_${twin}_sync`.slice(0, 63));
  const routine = `${quoteIdent(table.schema)}.${name}`;
  return {
    create: step(
      `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  ${body}\n  RETURN NEW;\nEND $$`,
      `CREATE TRIGGER ${name} BEFORE INSERT OR UPDATE ON ${sqlTable(table)} FOR EACH ROW EXECUTE FUNCTION ${routine}()`,
    ),
    drop: [`DROP TRIGGER ${name} ON ${sqlTable(table)}`, `DROP FUNCTION ${routine}()`],
  };
}
