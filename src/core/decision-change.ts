import type { ChangedDecision, Decision, DecisionChange } from './decision.ts';

/** What a change makes of the log: all records that differ after it, the one that was asked for first. */
type Changes =
  | { readonly outcome: 'changed'; readonly records: readonly [Decision, ...Decision[]] }
  | Exclude<ChangedDecision, { readonly outcome: 'changed' }>;

/**
 * Works out a change, from records that it reads as it needs them. The store writes the result in one step, and only
 * if what was read still stands.
 */
export async function workOut(
  number: number,
  change: DecisionChange,
  read: (number: number) => Promise<Decision | null>,
): Promise<Changes> {
  const subject = await read(number);
  if (subject === null) return { outcome: 'unknown', number };
  if ('supersede' in change) return supersede(subject, change.supersede, read);
  const { status } = change;
  const released = await release(subject, read);
  return changed([{ ...subject, status, supersededBy: null }, ...released]);
}

async function supersede(
  newer: Decision,
  number: number,
  read: (number: number) => Promise<Decision | null>,
): Promise<Changes> {
  const older = await read(number);
  if (older === null) return { outcome: 'unknown', number };
  for (let next: Decision | null = newer; next !== null;) {
    if (next.number === older.number) return { outcome: 'circle' };
    // One after the other: each says where the next one is.
    // oxlint-disable-next-line no-await-in-loop
    next = next.supersededBy === null ? null : await read(next.supersededBy);
  }
  const released = [...(await release(newer, read)), ...(await release(older, read))];
  const supersedes = [...new Set([...newer.supersedes, older.number])].toSorted((a, b) => a - b);
  return changed([
    { ...newer, status: 'accepted', supersedes, supersededBy: null },
    { ...older, status: 'superseded', supersededBy: newer.number },
    ...released.filter((record) => record.number !== newer.number),
  ]);
}

/** The one that had superseded it, which no longer does. */
async function release(
  { number, supersededBy }: Decision,
  read: (number: number) => Promise<Decision | null>,
): Promise<readonly Decision[]> {
  const successor = supersededBy === null ? null : await read(supersededBy);
  if (successor === null) return [];
  return [{ ...successor, supersedes: successor.supersedes.filter((each) => each !== number) }];
}

function changed([first, ...rest]: readonly [Decision, ...Decision[]]): Changes {
  // Two of them may have had the same successor.
  const others = new Map<number, Decision>();
  for (const record of rest) {
    const known = others.get(record.number);
    const supersedes = record.supersedes.filter((each) => known?.supersedes.includes(each) ?? true);
    others.set(record.number, { ...record, supersedes });
  }
  return { outcome: 'changed', records: [first, ...others.values()] };
}
