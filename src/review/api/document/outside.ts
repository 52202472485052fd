import { isRecord } from './node.ts';

/** References that lead out of the document: they are never followed, and that is said. */
export function referencesOutside(document: unknown): readonly string[] {
  const found: string[] = [];
  const seen = new Set<object>();
  const open: unknown[] = [document];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isRecord(next)) {
      const ref = next['$ref'];
      if (typeof ref === 'string' && !ref.startsWith('#')) found.push(ref);
    }
    for (const inner of Object.values(next))
      if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
  return [...new Set(found)].toSorted();
}
