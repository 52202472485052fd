import type { Catalog, Table } from '../catalog/model.ts';
import { ownTables } from './check.ts';

/** The table that `user` in `user_id` is named after; one of this schema before others. */
export function namedAfter(catalog: Catalog, stem: string, schema?: string): Table | undefined {
  const name = folded(stem);
  const forms = new Set([
    name,
    `${name}s`,
    `${name}es`,
    name.replace(/y$/, 'ies'),
    name.replace(/person$/, 'people'),
  ]);
  const candidates = ownTables(catalog).filter((table) => forms.has(folded(table.name)));
  return candidates.find((table) => table.schema === schema) ?? candidates[0];
}

/** `OrderItem` and `order_item` are one name. */
function folded(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
