import type { Column, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import { ownTables, type Check, type FixDraft } from './check.ts';
import { freeName, isTime, label, ofColumns, ofTable, sqlName } from './facts.ts';
import { joinPair } from './join-table.ts';

/** Checks on a table as a whole. */
export const tableChecks: readonly Check[] = [
  {
    id: 'tbl.wide',
    category: 'design',
    severity: 'info',
    confidence: 'proved',
    reason:
      'A table of very many columns mixes concerns: rows are long, and every writer locks for every other.',
    source: 'azimutt; SchemaCrawler',
    *findIn(table) {
      if (table.columns.length < 50) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} has ${table.columns.length} columns.`,
        row: { columns: table.columns.length },
      };
    },
  },
  {
    id: 'tbl.single_column',
    category: 'design',
    severity: 'info',
    confidence: 'proved',
    reason: 'A table of one column or none is a list without a meaning of its own.',
    source: 'SchemaCrawler tables with single column; pg-index-health',
    *findIn(table) {
      if (table.columns.length > 1 || table.inherits.length > 0) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} has ${table.columns.length === 0 ? 'no column' : 'one column'}.`,
        row: { columns: table.columns.map((column) => column.name) },
      };
    },
  },
  {
    id: 'tbl.no_created_at',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'When a row came to be is the first question in an incident.',
    source: 'schemalint; prisma-lint; eslint-plugin-postgresql',
    *findIn(table) {
      if (table.columns.length < 3 || joinPair(table) !== null || table.columns.some(isTime))
        return;
      yield {
        object: ofTable(table),
        why: `${label(table)} does not say when a row was created.`,
        row: { columns: table.columns.map((column) => column.name) },
        fixes: [
          {
            ddl: [
              `ALTER TABLE ${sqlName(table)} ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()`,
            ],
            leadsTo: ['col.inconsistent_type'],
          },
        ],
      };
    },
  },
  {
    id: 'tbl.updated_at_no_trigger',
    category: 'design',
    severity: 'info',
    confidence: 'proved',
    reason: 'The column is right only as long as every writer remembers it.',
    source: 'own rule',
    *findIn(table) {
      const column = table.columns.find(
        (candidate) =>
          /^(updated|modified|last_updated|last_modified)(_?(at|on|date|time))?$/i.test(
            candidate.name,
          ) && isTime(candidate),
      );
      if (column === undefined || column.generated) return;
      const kept = table.triggers.some(
        (trigger) =>
          trigger.beforeUpdate &&
          (trigger.source.toLowerCase().includes(column.name.toLowerCase()) ||
            /moddatetime|updated_at|timestamp/i.test(trigger.function)),
      );
      if (kept) return;
      yield {
        object: ofColumns(table, [column.name]),
        why: `Nothing in the schema maintains ${label(table, [column.name])}.`,
        row: { triggers: table.triggers.map((trigger) => trigger.name) },
        fixes: [touchTrigger(table, column)],
      };
    },
  },
  {
    id: 'tbl.unlogged',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'An unlogged table is emptied after a crash and is not on any replica.',
    source: 'PostgreSQL manual, CREATE TABLE, UNLOGGED',
    *findIn(table) {
      if (!table.unlogged) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} is UNLOGGED.`,
        row: { unlogged: true },
        fixes: [{ ddl: [`ALTER TABLE ${sqlName(table)} SET LOGGED`] }],
      };
    },
  },
  {
    id: 'tbl.inheritance',
    category: 'design',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'Keys, foreign keys and uniqueness do not reach across INHERITS; partitions do what it was used for.',
    source: "PostgreSQL wiki, Don't Do This: table inheritance",
    *findIn(table) {
      if (table.inherits.length === 0) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} inherits from ${table.inherits.join(', ')}.`,
        row: { inherits: table.inherits },
      };
    },
  },
  {
    id: 'fn.rules_used',
    category: 'design',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A rule rewrites queries in ways that surprise: use a trigger.',
    source: "PostgreSQL wiki, Don't Do This: rules",
    *findIn(table) {
      for (const rule of table.rules) {
        yield {
          object: { ...ofTable(table), constraint: rule },
          why: `${label(table)} has the rule ${rule}.`,
          row: { rule },
        };
      }
    },
  },
  {
    id: 'tbl.partition_pk_missing_key',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A row that fits no partition is refused.',
    source: 'PostgreSQL manual 5.12.2',
    *findIn(table) {
      const key = table.partitionKey;
      if (key === null || key.strategy === 'hash' || key.hasDefault) return;
      const name = quoteIdent(`${table.name.slice(0, 55)}_default`);
      yield {
        object: ofColumns(table, key.columns),
        why: `${label(table)} is partitioned by ${key.strategy} and has no default partition: a row outside of its ${key.partitions === 1 ? 'one partition' : `${key.partitions} partitions`} fails.`,
        row: { partitions: key.partitions, strategy: key.strategy },
        fixes: [
          {
            ddl: [
              `CREATE TABLE ${quoteIdent(table.schema)}.${name} PARTITION OF ${sqlName(table)} DEFAULT`,
            ],
          },
        ],
      };
    },
  },
  {
    id: 'tbl.metadata_tribbles',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason:
      'A table for each year or tenant multiplies every query and every change; partitions are one table.',
    source: 'SQL Antipatterns, Metadata Tribbles; sqlcheck',
    *find(catalog) {
      const families = new Map<string, Table[]>();
      for (const table of ownTables(catalog)) {
        const stem = /^(.*?)_?(?:(?:19|20)\d\d(?:_?\d\d)?|tenant_?\d+|q[1-4]|\d{1,3})$/i.exec(
          table.name,
        )?.[1];
        if (stem === undefined || stem === '') continue;
        const shape = `${table.schema}.${stem}:${table.columns
          .map((column) => column.name)
          .toSorted()
          .join()}`;
        families.set(shape, [...(families.get(shape) ?? []), table]);
      }
      for (const [first, ...others] of families.values()) {
        if (first === undefined || others.length === 0) continue;
        const names = [first, ...others].map((table) => table.name);
        yield {
          object: ofTable(first),
          why: `${names.join(', ')} are copies of one table.`,
          row: { tables: names },
        };
      }
    },
  },
];

function touchTrigger(table: Table, column: Column): FixDraft {
  const schema = quoteIdent(table.schema);
  const name = quoteIdent(freeName(table, [column.name], 'touch'));
  const target = column.baseType === 'date' ? 'current_date' : 'now()';
  return {
    ddl: [
      `CREATE FUNCTION ${schema}.${name}() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN NEW.${quoteIdent(column.name)} := ${target}; RETURN NEW; END $$`,
      `CREATE TRIGGER ${name} BEFORE UPDATE ON ${sqlName(table)} FOR EACH ROW EXECUTE FUNCTION ${schema}.${name}()`,
    ],
  };
}
