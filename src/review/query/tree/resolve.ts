import type { ColumnRef } from 'libpg-query';
import type { Column } from '../../schema/catalog/model.ts';
import { columnOf } from '../../schema/checks/facts.ts';
import { dottedName } from '../../schema/sql/tree.ts';
import type { Block, Relation } from './block.ts';

/** A column of a table, as a block means it. */
export interface Use {
  readonly block: Block;
  readonly relation: Relation;
  readonly column: Column;
}

/** Finds what a name in a block refers to: inner tables hide outer ones. Null for what is no table's column. */
export function resolve(ref: ColumnRef, block: Block): Use | null {
  const parts = dottedName(ref.fields);
  const name = parts.at(-1);
  if (name === undefined) return null;
  return resolveName(name, parts.at(-2) ?? null, block);
}

function resolveName(name: string, alias: string | null, block: Block): Use | null {
  for (let at: Block | null = block; at !== null; at = at.outer) {
    const named = at.relations.filter((relation) => alias === null || relation.alias === alias);
    const found = named.flatMap((relation) => {
      const column = relation.table === null ? undefined : columnOf(relation.table, name);
      return column === undefined ? [] : [{ relation, column }];
    });
    const [first, second] = found;
    if (first !== undefined) return second === undefined ? { block: at, ...first } : null;
    if (alias !== null && named.length > 0) return null;
  }
  return null;
}
