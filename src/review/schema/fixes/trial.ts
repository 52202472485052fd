import { introspect, nameOf, reread, type Scope } from '../catalog/introspect.ts';
import type { Catalog } from '../catalog/model.ts';
import type { Check, FixDraft } from '../checks/check.ts';
import type { Engine } from '../engine/engine.ts';
import { measure, type Files } from '../engine/measure.ts';
import type { Fix } from '../review.ts';
import { countKeys, findAround, keyOf, type Draft } from './draft-findings.ts';

/** What a fix is tried against. */
export interface Bench {
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly scope: Scope;
  readonly checks: readonly Check[];
  readonly files: Files;
  /** What was found before, by where one looks: most fixes of a table look at the same. */
  readonly known: Map<string, ReadonlyMap<string, number>>;
}

export type Tried =
  | { readonly kind: 'none' }
  | { readonly kind: 'fix'; readonly fix: Fix }
  | { readonly kind: 'rejected'; readonly why: string };

/**
 * Runs the drafts of a finding, best first, each in a transaction that is rolled back, until one is accepted: it
 * ran, its finding is gone, and nothing new appeared. What no draft achieves is told instead of proposed.
 */
export async function tryFixes(bench: Bench, draft: Draft): Promise<Tried> {
  let rejected = '';
  for (const fix of draft.hit.fixes ?? []) {
    if (fix.ddl.length === 0) continue;
    const tried = await tryFix(bench, draft, fix);
    if (tried.kind === 'fix') return tried;
    rejected ||= tried.kind === 'rejected' ? tried.why : '';
  }
  return rejected === '' ? { kind: 'none' } : { kind: 'rejected', why: rejected };
}

async function tryFix(bench: Bench, draft: Draft, fix: FixDraft): Promise<Tried> {
  const { engine, catalog, scope, files } = bench;
  const measured = await measure(engine, fix.ddl, {
    end: 'rollback',
    before: files,
    inside: async (touched) => compare(bench, draft, await lookAgain(touched, fix), touched),
  });
  if ('refused' in measured) return { kind: 'rejected', why: measured.refused.message };
  const appeared = measured.inside.appeared.filter((id) => fix.leadsTo?.includes(id) !== true);
  if (!measured.inside.gone) return { kind: 'rejected', why: 'it ran, but the finding stays' };
  if (appeared.length > 0)
    return { kind: 'rejected', why: `it would lead to ${appeared.join(', ')}` };
  const onStub = measured.locks.some(({ rel }) => scope.stubTables.has(rel));
  return {
    kind: 'fix',
    fix: {
      ddl: [...fix.ddl],
      ...(fix.posted === undefined ? {} : { post_ddl_variant: [...fix.posted] }),
      lock: [...measured.locks],
      rewrites: [...measured.rewrites],
      verified: verification(fix, onStub),
      finding_gone: true,
      new_findings: measured.inside.appeared.filter((id) => fix.leadsTo?.includes(id)),
      ...(fix.dataCheck === undefined ? {} : { data_check: fix.dataCheck }),
      safe: fix.safe === true && !onStub,
    },
  };

  async function lookAgain(touched: readonly number[], tried: FixDraft): Promise<Catalog> {
    const beyondTables = tried.ddl.some(
      (sql) => /\b(VIEW|ROUTINE|FUNCTION|TYPE)\s/.test(sql) && !/ALTER TABLE/.test(sql),
    );
    return beyondTables ? introspect(engine, scope) : reread(engine, catalog, touched, scope);
  }
}

function verification(fix: FixDraft, onStub: boolean): Fix['verified'] {
  if (fix.dataDependent === true || fix.dataCheck !== undefined) return 'data_dependent';
  return onStub ? 'executed_on_stub' : 'executed';
}

interface Comparison {
  readonly gone: boolean;
  readonly appeared: readonly string[];
}

function compare(
  bench: Bench,
  draft: Draft,
  changed: Catalog,
  touched: readonly number[],
): Comparison {
  const own = bench.catalog.tables.find(
    (table) => nameOf(table) === `${draft.hit.object.schema}.${draft.hit.object.table}`,
  );
  const around = new Set([...touched, ...(own === undefined ? [] : [own.oid])]);
  const before = foundBefore(bench, around, draft.check.id);
  const after = countKeys(findAround(bench.checks, changed, around, draft.check.id));
  const key = keyOf(draft.check.id, draft.hit.object);
  const appeared = [...after].filter(([other, count]) => count > (before.get(other) ?? 0));
  return {
    gone: (after.get(key) ?? 0) < (before.get(key) ?? 0),
    appeared: [...new Set(appeared.map(([other]) => idOf(other)))],
  };
}

function foundBefore(
  { known, checks, catalog }: Bench,
  around: ReadonlySet<number>,
  id: string,
): ReadonlyMap<string, number> {
  const place = `${[...around].toSorted((a, b) => a - b).join()} ${id}`;
  const found = known.get(place) ?? countKeys(findAround(checks, catalog, around, id));
  known.set(place, found);
  return found;
}

function idOf(key: string): string {
  return /^\["([^"]+)"/.exec(key)?.[1] ?? key;
}
