import { apiDiff, compareOpenApi } from 'api-smart-diff';
import { z } from 'zod';

const diff = z.object({
  type: z.enum(['breaking', 'non-breaking', 'annotation', 'unclassified', 'deprecated']),
  action: z.enum(['add', 'remove', 'replace', 'rename', 'test']),
  path: z.array(z.union([z.string(), z.number()])),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** One difference as api-smart-diff tells it. A replacement by nothing is a removal. */
export type Diff = z.infer<typeof diff>;

export function differences(before: unknown, after: unknown, isOpenApi: boolean): readonly Diff[] {
  // It writes defaults into what it is given.
  const [old, now] = [structuredClone(before), structuredClone(after)];
  const found = isOpenApi ? compareOpenApi(old, now).diffs : apiDiff(old, now);
  return found.map((one) => {
    const parsed = diff.parse(one);
    const isGone = parsed.action === 'replace' && parsed.after === undefined;
    return isGone ? { ...parsed, action: 'remove' as const } : parsed;
  });
}
