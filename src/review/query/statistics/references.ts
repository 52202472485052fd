import type { Catalog, Column } from '../../schema/catalog/model.ts';
import { words } from '../../schema/checks/facts.ts';
import { namedAfter } from '../../schema/checks/named-after.ts';

/** What a column refers to by its name, where no foreign key says so. */
export interface Reference {
  /** The table that is called like it; null where there is none in the schema. */
  readonly table: { readonly oid: number; readonly name: string } | null;
  /** Whose rows they are: few own many. */
  readonly isOwner: boolean;
}

/** `tenant_id`, `user_uuid`; null for `id` and for what is no reference by its name. */
export function referenceOf(column: Column, catalog: Catalog): Reference | null {
  const named = words(column.name);
  const last = named.at(-1) ?? '';
  if (named.length < 2 || !/^(id|uuid|guid)$/.test(last)) return null;
  const table = namedAfter(catalog, named.slice(0, -1).join('_')) ?? null;
  return { table, isOwner: OWNER.test(named.at(-2) ?? '') };
}

const OWNER =
  /^(tenant|organi[sz]ation|org|workspace|company|merchant|shop|store|site|project|team)$/;
