import {
  type ChangedDecision,
  type Decision,
  type DecisionChange,
  type Decisions,
  mostDecisions,
  rewritten,
  summaryOf,
} from '../core/decision.ts';
import { workOut } from '../core/decision-change.ts';

interface TeamLog {
  readonly records: Map<number, Decision>;
  readonly numbers: Map<string, number>;
  next: number;
}

/** The decision log in process memory. */
export function createDecisions(): Decisions {
  const teams = new Map<string, TeamLog>();
  const logOf = (team: string): TeamLog => {
    const log = teams.get(team) ?? { records: new Map(), numbers: new Map(), next: 1 };
    teams.set(team, log);
    return log;
  };

  return {
    async save(team, key, draft, wanted) {
      const log = logOf(team);
      const known = log.records.get(log.numbers.get(key) ?? 0);
      if (known !== undefined) {
        const decision = rewritten(known, draft);
        log.records.set(decision.number, decision);
        return { outcome: 'known', decision };
      }
      if (log.records.size >= mostDecisions) return { outcome: 'full' };
      const number =
        wanted === undefined || log.records.has(wanted.number) ? log.next : wanted.number;
      log.next = Math.max(log.next, number + 1);
      const decision: Decision = { ...draft, number, supersedes: [], supersededBy: null };
      log.records.set(number, decision);
      log.numbers.set(key, number);
      return { outcome: 'new', decision };
    },

    get: async (team, number) => teams.get(team)?.records.get(number) ?? null,

    list: async (team) =>
      [...(teams.get(team)?.records.values() ?? [])]
        .toSorted((a, b) => b.number - a.number)
        .map(summaryOf),

    change: (team, number, change) => changeIn(logOf(team).records, number, change),
  };
}

async function changeIn(
  records: Map<number, Decision>,
  number: number,
  change: DecisionChange,
): Promise<ChangedDecision> {
  for (;;) {
    const seen = new Map<number, Decision | undefined>();
    // oxlint-disable-next-line no-await-in-loop -- another try only after this one met a change of somebody else's
    const worked = await workOut(number, change, async (each) => {
      seen.set(each, records.get(each));
      return records.get(each) ?? null;
    });
    if (worked.outcome !== 'changed') return worked;
    if (![...seen].every(([each, record]) => records.get(each) === record)) continue;
    for (const record of worked.records) records.set(record.number, record);
    return { outcome: 'changed', decision: worked.records[0] };
  }
}
