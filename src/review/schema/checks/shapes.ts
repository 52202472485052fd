import type { Column, Table } from '../catalog/model.ts';
import type { Check } from './check.ts';
import {
  isForeignKeyColumn,
  isText,
  isTime,
  label,
  ofColumns,
  ofTable,
  primaryKey,
} from './facts.ts';

/** Checks on shapes that hide a table inside of a column, or columns inside of a table. */
export const shapeChecks: readonly Check[] = [
  {
    id: 'tbl.eav',
    category: 'design',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'Attributes as rows have no type, no constraint and no plan: each read is a pivot.',
    source: 'SQL Antipatterns, Entity-Attribute-Value; sqlcheck',
    *findIn(table) {
      const columns = table.columns.filter((column) => !isTime(column));
      const entity = columns.find(
        (column) =>
          /_id$/i.test(column.name) && !/^(attribute|attr|property|field)_id$/i.test(column.name),
      );
      const attribute = columns.find(
        (column) =>
          /^(meta_|option_|field_|property_|attribute_|attr_|custom_field_)?(attribute|attr|key|field|property|name)(_id|_name|_key)?$/i.test(
            column.name,
          ) && column !== entity,
      );
      const value = columns.find((column) => /^(\w+_)?(value|val)$/i.test(column.name));
      if (
        entity === undefined ||
        attribute === undefined ||
        value === undefined ||
        columns.length > 6
      )
        return;
      if (value.typeKind !== 'b' || !(isText(value) || value.baseType.startsWith('json'))) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} keeps attributes of ${entity.name} as rows of ${attribute.name} and ${value.name}.`,
        row: { entity: entity.name, attribute: attribute.name, value: value.name },
      };
    },
  },
  {
    id: 'col.incrementing_names',
    category: 'design',
    severity: 'warn',
    confidence: 'proved',
    reason: 'Numbered columns are rows of a table that was not made: the next one is a migration.',
    source: 'SQL Antipatterns, Multicolumn Attributes; SchemaCrawler incrementing columns',
    *findIn(table) {
      for (const columns of numbered(table)) {
        const names = columns.map((column) => column.name);
        yield {
          object: ofColumns(table, names),
          why: `${label(table, names)} is a repeating group.`,
          row: { columns: names },
        };
      }
    },
  },
  {
    id: 'col.array_multivalue',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'A list in a text can be neither referenced nor indexed nor changed one by one.',
    source: 'SQL Antipatterns, Jaywalking; sqlcheck',
    *findIn(table) {
      for (const column of table.columns) {
        if (
          !isText(column) ||
          !/(^|_)(tags|categories|keywords|emails|phones|roles|permissions|labels|ids|\w*_ids|\w*_list|\w*_csv)$/i.test(
            column.name,
          )
        )
          continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is ${column.type}, but is named like a list.`,
          row: { type: column.type },
        };
      }
    },
  },
  {
    id: 'tbl.jsonb_blob_schema',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'With everything in one document the database can check, type and plan none of it.',
    source: 'own rule',
    *findIn(table) {
      const key = primaryKey(table);
      const own = table.columns.filter(
        (column) =>
          !key.includes(column.name) && !isTime(column) && !isForeignKeyColumn(table, column.name),
      );
      const [document, ...others] = own;
      if (document === undefined || others.length > 0 || !/^jsonb?$/.test(document.baseType))
        return;
      yield {
        object: ofColumns(table, [document.name]),
        why: `All that ${label(table)} knows is in ${document.name}.`,
        row: { type: document.type },
      };
    },
  },
];

/** Lines of an address are the one numbered pair that people mean. */
const ordinary = /(address|addr|line|street)_?$/i;

function numbered(table: Table): readonly (readonly Column[])[] {
  const groups = new Map<string, Column[]>();
  for (const column of table.columns) {
    const [, stem, number] = /^(.*\D)(\d{1,2})$/.exec(column.name) ?? [];
    if (stem === undefined || number === undefined) continue;
    groups.set(stem, [...(groups.get(stem) ?? []), column]);
  }
  return [...groups].flatMap(([stem, columns]) => {
    const numbers = columns
      .map((column) => Number(/\d+$/.exec(column.name)?.[0]))
      .toSorted((a, b) => a - b);
    const consecutive =
      numbers.every((number, at) => number === (numbers[0] ?? 0) + at) && (numbers[0] ?? 9) <= 2;
    const alike = new Set(columns.map((column) => column.baseType)).size === 1;
    const enough = columns.length >= (ordinary.test(stem) ? 3 : 2);
    return consecutive && alike && enough ? [columns] : [];
  });
}
