import { z } from 'zod';
import {
  type Decision,
  type Decisions,
  mostDecisions,
  rewritten,
  type SavedDecision,
  summaryOf,
} from '../core/decision.ts';
import { workOut } from '../core/decision-change.ts';
import type { Log } from '../lib/log.ts';
import { decisionRecord, decisionSummary } from './decision-records.ts';
import type { Keys } from './keys.ts';
import { readRecord, writeRecord } from './records.ts';
import type { Connection } from './scripts.ts';

interface DecisionsDeps {
  readonly redis: Connection;
  readonly keys: Keys;
  readonly log: Log;
}

/**
 * The decision log over Redis: one hash of records a workspace, one of summaries, so that a search does not read all
 * the texts. A change compares what it read before it writes, and is worked out again when somebody was faster.
 */
export function createDecisions(deps: DecisionsDeps): Decisions {
  const { redis, keys, log } = deps;
  return {
    async save(team, key, draft, wanted) {
      const fresh = { ...draft, supersedes: [], supersededBy: null };
      const summary = summaryOf({ ...fresh, number: 0 });
      const args = [key, write(fresh), write(summary), wanted?.number ?? '', mostDecisions];
      const reply = saved.parse(
        await redis.architectSaveDecision(...keys.decisions(team), ...args),
      );
      if (reply.outcome === 'full') return reply;
      const { outcome, number } = reply;
      if (outcome === 'new') return { outcome, decision: { ...fresh, number } };
      const again = await transact<Unreadable>(team, deps, async (read) => {
        const stored = await read(number);
        return stored === null
          ? { outcome: 'unreadable', number }
          : { outcome: 'changed', records: [rewritten(stored, draft)] };
      });
      return again.outcome === 'unreadable' ? again : { outcome, decision: again.decision };
    },

    get: async (team, number) => (await readOne(team, number, deps))?.decision ?? null,

    async list(team) {
      const [, index] = keys.decisions(team);
      const reply = hash.parse(await redis.hgetall(index));
      const summaries = Object.entries(reply).flatMap(([field, record]) => {
        const summary = readRecord(decisionSummary, record);
        if (summary === undefined)
          log.error({ team, number: field }, 'a decision could not be read');
        return summary === undefined ? [] : [{ ...summary, number: Number(field) }];
      });
      return summaries.toSorted((a, b) => b.number - a.number);
    },

    change: (team, number, change) => transact(team, deps, (read) => workOut(number, change, read)),
  };
}

type Unreadable = Extract<SavedDecision, { readonly outcome: 'unreadable' }>;

type Read = (number: number) => Promise<Decision | null>;

interface Worked {
  readonly outcome: 'changed';
  readonly records: readonly [Decision, ...Decision[]];
}

/** Writes what `work` makes of what it reads, in one step. */
async function transact<Refused extends { readonly outcome: 'unknown' | 'circle' | 'unreadable' }>(
  team: string,
  deps: DecisionsDeps,
  work: (read: Read) => Promise<Worked | Refused>,
): Promise<{ readonly outcome: 'changed'; readonly decision: Decision } | Refused> {
  for (;;) {
    const seen = new Map<number, Stored>();
    // oxlint-disable-next-line no-await-in-loop -- another try only after this one met a change of somebody else's
    const worked = await work(async (number) => {
      const stored = await readOne(team, number, deps);
      if (stored !== null) seen.set(number, stored);
      return stored?.decision ?? null;
    });
    if (worked.outcome !== 'changed') return worked;
    // oxlint-disable-next-line no-await-in-loop
    if (await swap(team, seen, worked.records, deps)) {
      return { outcome: 'changed', decision: worked.records[0] };
    }
  }
}

interface Stored {
  readonly decision: Decision;
  /** As it lies in Redis: what must still lie there when it is replaced. */
  readonly record: string;
}

async function readOne(
  team: string,
  number: number,
  { redis, keys, log }: DecisionsDeps,
): Promise<Stored | null> {
  const [records] = keys.decisions(team);
  const record = await redis.hget(records, String(number));
  if (record === null) return null;
  const read = readRecord(decisionRecord, record);
  if (read === undefined) {
    log.error({ team, number }, 'a decision could not be read');
    return null;
  }
  return { decision: { ...read, number }, record };
}

async function swap(
  team: string,
  seen: ReadonlyMap<number, Stored>,
  changed: readonly Decision[],
  { redis, keys }: DecisionsDeps,
): Promise<boolean> {
  const args = [...seen].flatMap(([number, { decision, record }]) => {
    const now = changed.find((each) => each.number === number);
    const next = now === undefined ? record : write(now);
    return [number, record, next, write(summaryOf(now ?? decision))];
  });
  return (await redis.architectSwapDecisions(...keys.decisions(team), ...args)) === 1;
}

/** The number is the field's name. */
function write(value: object): string {
  return writeRecord({ ...value, number: undefined });
}

const hash = z.record(z.string(), z.string());

const saved = z.union([
  z.tuple([z.literal('full')]).transform(() => ({ outcome: 'full' as const })),
  z
    .tuple([z.enum(['new', 'known']), z.coerce.number()])
    .transform(([outcome, number]) => ({ outcome, number })),
]);
