import { introspect } from './catalog/introspect.ts';
import { readShape } from './change/read-shape.ts';
import type { Shape } from './change/shape.ts';
import { allChecks } from './checks/all.ts';
import type { Engine } from './engine/engine.ts';
import { findAll, keyOf } from './fixes/draft-findings.ts';
import { load } from './load/load.ts';
import type { Loaded } from './load/loaded.ts';
import { changeFindings } from './change/change-findings.ts';
import { executeChange } from './change/execute-change.ts';
import { openFor, readSchema, tooMany, type Reading } from './reading.ts';
import { loadAndInspect, type LoadedReview } from './review-one.ts';
import { countSeverities, scopeOf } from './inspect.ts';
import type { SchemaReview } from './review.ts';
import type { Source } from './load/script.ts';
import { byImpact, sift } from './script/sift.ts';
import { suppressionsOf } from './script/suppressions.ts';
import type { Assignment, Outcome } from './worker-protocol.ts';

interface Versions extends Assignment {
  readonly before: Source[];
}

/**
 * Reviews the change from one version of a schema to another: both are loaded, the steps between them are written
 * and executed on the old one, and of the new one's findings those stay that the old one did not have.
 */
export async function reviewVersions(
  task: Versions,
  note: (step: unknown) => void,
): Promise<Outcome> {
  const now = await readSchema(task.sources, task.dialect);
  const old = await readSchema(task.before, task.dialect);
  const why = tooMany(now.statements + old.statements);
  if (why !== null) return { kind: 'refused', why };
  // Both before the first note, one after the other: the time that an engine takes to start is no statement's.
  const oldEngine = await openFor(old, now);
  const newEngine = await openFor(now);
  try {
    const before = await loadOld(oldEngine, old, task, note);
    const after = await reviewNew(newEngine, now, { task, note, known: before.known });
    const executed = await executeChange(oldEngine, {
      before: before.shape,
      after: after.shape,
      note,
      tries: task.tryFixes,
    });
    const oldName = task.before[0]?.name ?? 'before';
    const found = changeFindings(executed, { old: before.loaded, now: after.loaded, oldName });
    const sifted = sift(found, suppressionsOf(task));
    const findings = [...after.review.findings, ...sifted.findings].toSorted(byImpact);
    return {
      kind: 'review',
      review: {
        ...withOldFailures(after.review, before.loaded, task.before),
        findings,
        suppressed: [...after.review.suppressed, ...sifted.suppressed],
        unused_suppressions: inBoth(after.review.unused_suppressions, sifted.unused),
        migration: executed.loaded.changes.map(({ measured }) => measured),
        change: { ...executed.change, unchanged_findings: after.unchanged },
        summary: { ...after.review.summary, by_severity: countSeverities(findings) },
      },
    };
  } finally {
    await oldEngine.close();
    await newEngine.close();
  }
}

/** What silences neither a finding of the new version nor one of the change. */
function inBoth(one: Unused, other: Unused): Unused {
  return one.filter(({ file, line }) =>
    other.some((each) => each.file === file && each.line === line),
  );
}

type Unused = SchemaReview['unused_suppressions'];

interface OldVersion {
  readonly loaded: Loaded;
  readonly shape: Shape;
  /** What it was found guilty of already. */
  readonly known: ReadonlySet<string>;
}

async function loadOld(
  engine: Engine,
  reading: Reading,
  task: Versions,
  note: (step: unknown) => void,
): Promise<OldVersion> {
  const excluded = task.excluded.filter(({ of }) => of === 'before');
  const script = { ...reading.script, excluded, oneByOne: task.oneByOne };
  const loaded = await load(engine, script, (step) => note({ ...step, of: 'before' }));
  note({ phase: 'reading the old version' });
  const catalog = await introspect(engine, scopeOf(loaded));
  const known = findAll(allChecks, catalog).map(({ check, hit }) => keyOf(check.id, hit.object));
  return { loaded, known: new Set(known), shape: await readShape(engine) };
}

async function reviewNew(
  engine: Engine,
  reading: Reading,
  how: Parameters<typeof loadAndInspect>[2],
): Promise<LoadedReview & { readonly shape: Shape }> {
  const reviewed = await loadAndInspect(engine, reading, how);
  return { ...reviewed, shape: await readShape(engine) };
}

/** What failed in the old version is told as well: the change from it may be read wrongly. */
function withOldFailures(
  review: SchemaReview,
  { failed }: Loaded,
  before: readonly Source[],
): SchemaReview {
  if (failed.length === 0) return review;
  const name = before[0]?.name ?? 'before';
  const told = failed.map(({ file = name, line, sqlstate, message }) => ({
    file,
    line,
    sqlstate,
    message,
  }));
  const reason = `${review.reason ?? ''} Of the old version ${failed.length} could not be run; the change may be read wrongly.`;
  const input = { ...review.input, failed: [...review.input.failed, ...told] };
  return { ...review, status: 'partial', reason: reason.trim(), input };
}
