import { introspect, type Scope } from './catalog/introspect.ts';
import type { Catalog } from './catalog/model.ts';
import { outlineOf } from './catalog/outline.ts';
import { ownTables, type Check } from './checks/check.ts';
import type { Engine } from './engine/engine.ts';
import { findAll, keyOf, type Draft } from './fixes/draft-findings.ts';
import { runFixScript } from './fixes/fix-script.ts';
import { createReach } from './fixes/reach.ts';
import { tryTogether } from './fixes/together.ts';
import { createBench, tryFixes, type Bench } from './fixes/trial.ts';
import { createTrials, type Attempts } from './fixes/trials.ts';
import type { Loaded } from './load/loaded.ts';
import type { Script, Source } from './load/script.ts';
import { supabaseSchemas } from './load/supabase.ts';
import { migrationDrafts } from './migration/drafts.ts';
import { maintenanceDrafts } from './migration/maintenance.ts';
import { changeOf } from './migration/summary.ts';
import { failureDrafts } from './script/failures.ts';
import { readDeclared } from './script/declared.ts';
import { placesOf } from './script/places.ts';
import { suppressionsOf } from './script/suppressions.ts';
import { writeFinding } from './script/write-finding.ts';
import { sift } from './script/sift.ts';
import type { SchemaFinding, SchemaReview } from './review.ts';

export interface Inspected extends Omit<SchemaReview, 'engine' | 'input'> {
  /** How many findings were known, and are left out. */
  readonly unchanged: number;
}

export interface Inspection {
  readonly checks: readonly Check[];
  readonly tryFixes: boolean;
  /** The files as they were given: suppressions are read from them. */
  readonly sources: readonly Source[];
  /** Suppressions from elsewhere: that one hits nothing any more is as it should be. */
  readonly ignored: readonly string[];
  readonly script: Script;
  readonly note: (step: { readonly phase: string } | { readonly fix: string }) => void;
  /** Findings that an earlier version had: nobody asks about them now. */
  readonly known?: ReadonlySet<string>;
  /** When no fix is begun any more, as `performance.now()` counts. */
  readonly until?: number;
}

/** Everything after loading: read the catalog, run the checks, try the fixes, put the findings in order. */
export async function inspect(engine: Engine, loaded: Loaded, how: Inspection): Promise<Inspected> {
  how.note({ phase: 'checking what they made' });
  const began = performance.now();
  const scope = scopeOf(loaded);
  const catalog = await introspect(engine, scope);
  const { drafts, unchanged } = apart(findAll(how.checks, catalog), how.known);
  await engine.canary();
  const checkMs = performance.now() - began;
  const changes = [
    ...migrationDrafts(loaded, how.script),
    ...(await maintenanceDrafts(engine, how.script)),
  ];
  // After what rewrites tables by itself: a fix that touches them later has not rewritten them.
  const bench = await createBench(engine, { catalog, scope, checks: how.checks });
  const trials = createTrials(attemptsOn(bench), how);
  const places = placesOf(loaded.applied);
  const found = changes.map(({ draft, tried }) => writeFinding(draft, trials.keep(tried), places));
  const sorted = [...drafts, ...failureDrafts(loaded)].toSorted(byWeight);
  const triedOf = await trials.all(sorted);
  found.push(...sorted.map((draft) => writeFinding(draft, triedOf(draft), places)));
  const sifted = sift(found, suppressionsOf(how), unchanged);
  how.note({ phase: 'running the fix script' });
  const fixScript = how.tryFixes
    ? await runFixScript(engine, sifted.findings, how.checks, scope)
    : null;
  await engine.canary();
  return {
    ...statusOf(loaded, catalog),
    change: changeOf(loaded.changes),
    findings: sifted.findings,
    suppressed: sifted.suppressed,
    unused_suppressions: sifted.unused,
    model: outlineOf(catalog),
    fix_script: fixScript,
    coverage: {
      checks_run: [...new Set(how.checks.map((check) => check.id))],
      checks_skipped: trials.skipped(),
      canary_ok: true,
      tables: ownTables(catalog).length,
    },
    summary: {
      by_severity: countSeverities(sifted.findings),
      fixes: trials.counts(),
      ms: { load: 0, check: checkMs, fix: performance.now() - began - checkMs },
      peak_rss_bytes: null,
    },
    unchanged: unchanged.length,
  };
}

function attemptsOn(bench: Bench): Attempts {
  return {
    reachOf: createReach(bench),
    together: (candidates) => tryTogether(bench, candidates),
    alone: (draft) => tryFixes(bench, draft),
  };
}

function apart(all: readonly Draft[], known: Inspection['known'] = new Set()) {
  const isKnown = ({ check, hit }: Draft) => known.has(keyOf(check.id, hit.object));
  return { drafts: all.filter((draft) => !isKnown(draft)), unchanged: all.filter(isKnown) };
}

export function scopeOf(loaded: Loaded): Scope {
  const supabase = loaded.stubs.some((stub) => stub.object === 'schema auth');
  return {
    stubTables: loaded.stubTables,
    foreignSchemas: supabase ? supabaseSchemas : new Set(),
    declared: readDeclared(loaded.applied),
  };
}

const weights = { error: 0, warn: 1, info: 2 } as const;

function byWeight(a: Draft, b: Draft): number {
  return weights[a.hit.severity ?? a.check.severity] - weights[b.hit.severity ?? b.check.severity];
}

function statusOf(
  { failed, changes }: Loaded,
  { tables }: Catalog,
): Pick<Inspected, 'status' | 'reason' | 'migration'> {
  const migration = changes.map((change) => change.measured);
  if (failed.length === 0 && (tables.length > 0 || changes.length > 0)) {
    return { status: 'complete', reason: null, migration };
  }
  if (failed.length === 0) {
    return {
      status: 'partial',
      reason: 'There is no table in it: nothing was reviewed.',
      migration,
    };
  }
  const what =
    failed.length === 1
      ? 'One statement could not be run; what it'
      : `${failed.length} statements could not be run; what they`;
  const reason = `${what} would have made is not reviewed.`;
  return { status: 'partial', reason, migration };
}

export function countSeverities(
  findings: readonly SchemaFinding[],
): Inspected['summary']['by_severity'] {
  const count = { error: 0, warn: 0, info: 0 };
  for (const finding of findings) count[finding.severity] += 1;
  return count;
}
