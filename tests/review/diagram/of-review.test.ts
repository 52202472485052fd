import { describe, expect, test } from '@jest/globals';
import { erModelOf } from '../../../src/review/diagram/er/of-review.ts';
import type { SchemaOutline } from '../../../src/review/schema/catalog/outline.ts';

/** `count` tables; each refers to the one before. */
function outline(count: number, schema = 'public'): SchemaOutline {
  const names = Array.from({ length: count }, (_, at) => `t${at}`);
  return {
    tables: names.map((name) => ({
      schema,
      name,
      columns: [
        { name: 'id', type: 'bigint', not_null: true, key: 'primary' },
        { name: 'before', type: 'bigint', not_null: false, key: 'foreign' },
        { name: 'note', type: 'character varying(20)', not_null: true, key: 'none' },
      ],
    })),
    relations: names.slice(1).map((name, at) => ({
      table: `${schema}.${name}`,
      references: `${schema}.t${at}`,
      columns: ['before'],
      optional: true,
      unique: false,
    })),
  };
}

function found(severity: 'error' | 'warn', table: string, columns: string[] = []) {
  return { severity, object: { schema: 'public', table, columns } };
}

describe('the picture of a review', () => {
  test('shows a small schema whole, each table with its gravest finding', () => {
    const model = erModelOf({
      model: outline(3),
      findings: [found('warn', 't1'), found('error', 't1'), found('warn', 't2')],
    });
    expect(model?.tables.map(({ name, severity }) => [name, severity])).toEqual([
      ['t0', null],
      ['t1', 'error'],
      ['t2', 'warn'],
    ]);
    expect(model?.tables[0]?.columns.at(-1)).toMatchObject({ name: 'note', type: 'varchar(20)' });
    expect(model?.relations).toContainEqual({
      from: 't1',
      to: 't0',
      columns: ['before'],
      optional: true,
      unique: false,
    });
    expect(model?.leftOut).toEqual([]);
  });

  test('shows of a larger one keys, and the columns that findings name', () => {
    const model = erModelOf({ model: outline(20), findings: [found('warn', 't3', ['note'])] });
    const columns = (name: string) =>
      model?.tables.find((table) => table.name === name)?.columns.map((column) => column.name);
    expect(columns('t3')).toEqual(['id', 'before', 'note']);
    expect(columns('t4')).toEqual(['id', 'before', '… 1 more']);
    expect(model?.leftOut).toEqual(['Only keys, and columns with findings, are listed.']);
  });

  test('shows of a very large one the tables with findings and their neighbours, and says so', () => {
    const model = erModelOf({
      model: outline(100),
      findings: [found('warn', 't50'), found('error', 't70')],
    });
    expect(model?.tables.map(({ name }) => name)).toEqual([
      't49',
      't50',
      't51',
      't69',
      't70',
      't71',
    ]);
    expect(model?.leftOut[0]).toContain('94 tables are not shown');
  });

  test('never shows more than forty, whatever was found', () => {
    const findings = Array.from({ length: 300 }, (_, at) => found('warn', `t${at}`));
    const model = erModelOf({ model: outline(300), findings });
    expect(model?.tables.length).toBeLessThanOrEqual(40);
    expect(erModelOf({ model: outline(300), findings: [] })?.tables).toHaveLength(40);
  });

  test('names the schema where there is more than one', () => {
    const [first, second] = [outline(2), outline(2, 'audit')];
    const model = erModelOf({
      model: {
        tables: [...first.tables, ...second.tables],
        relations: [...first.relations, ...second.relations],
      },
      findings: [],
    });
    expect(model?.tables.map(({ name }) => name)).toEqual([
      'public.t0',
      'public.t1',
      'audit.t0',
      'audit.t1',
    ]);
    expect(model?.relations[1]).toMatchObject({ from: 'audit.t1', to: 'audit.t0' });
  });

  test('is none where nothing was loaded', () => {
    expect(erModelOf({ findings: [] })).toBeNull();
    expect(erModelOf({ model: { tables: [], relations: [] }, findings: [] })).toBeNull();
  });
});
