import { introspect, nameOf, reread, withTables, type Scope } from '../catalog/introspect.ts';
import type { Catalog, Table } from '../catalog/model.ts';
import type { Check, FixDraft } from '../checks/check.ts';
import type { Engine } from '../engine/engine.ts';
import { filesOf, measure, type Effect, type Files } from '../engine/measure.ts';
import type { Fix } from '../review.ts';
import {
  countKeys,
  createFoundAround,
  findAround,
  keyOf,
  type Around,
  type Draft,
} from './draft-findings.ts';
import { looksBeyondTables } from './reach.ts';

/** What a fix is tried against. */
export interface Bench {
  readonly engine: Engine;
  readonly catalog: Catalog;
  /** Its tables, by `schema.name`. */
  readonly named: ReadonlyMap<string, Table>;
  readonly scope: Scope;
  readonly checks: readonly Check[];
  readonly files: Files;
  /** What the checks said before: most fixes of a table look at the same. */
  readonly foundBefore: (around: Around) => readonly Draft[];
}

export async function createBench(
  engine: Engine,
  { catalog, scope, checks }: Pick<Bench, 'catalog' | 'scope' | 'checks'>,
): Promise<Bench> {
  const named = new Map(catalog.tables.map((table) => [nameOf(table), table]));
  const foundBefore = createFoundAround(checks, catalog);
  return { engine, catalog, named, scope, checks, files: await filesOf(engine), foundBefore };
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
    inside: async (held) => {
      // REVOKE changes a table and takes no lock on it.
      const own = bench.named.get(`${draft.hit.object.schema}.${draft.hit.object.table}`);
      const touched = [...new Set([...held, ...(own === undefined ? [] : [own.oid])])];
      const changed = looksBeyondTables(fix)
        ? await introspect(engine, scope)
        : withTables(catalog, touched, await reread(engine, touched, scope));
      return { changed, touched };
    },
  });
  if ('refused' in measured) return { kind: 'rejected', why: measured.refused.message };
  return judge(bench, { draft, fix }, { ...measured, ...measured.inside });
}

/** What a fix that ran was seen to do. */
interface Done extends Effect {
  readonly changed: Catalog;
  /** The tables that it holds. */
  readonly touched: readonly number[];
}

/** Accepts a fix that ran, if its finding is gone and nothing new appeared. */
export function judge(
  bench: Bench,
  { draft, fix }: { readonly draft: Draft; readonly fix: FixDraft },
  done: Done,
): Tried {
  const { gone, appeared } = compare(bench, draft, done);
  const unwanted = appeared.filter((id) => fix.leadsTo?.includes(id) !== true);
  if (!gone) return { kind: 'rejected', why: 'it ran, but the finding stays' };
  if (unwanted.length > 0) {
    return { kind: 'rejected', why: `it would lead to ${unwanted.join(', ')}` };
  }
  const onStub = done.locks.some(({ rel }) => bench.scope.stubTables.has(rel));
  return {
    kind: 'fix',
    fix: {
      ddl: [...fix.ddl],
      ...(fix.posted === undefined ? {} : { post_ddl_variant: [...fix.posted] }),
      lock: [...done.locks],
      rewrites: [...done.rewrites],
      verified: verification(fix, onStub),
      finding_gone: true,
      new_findings: [...appeared],
      ...(fix.dataCheck === undefined ? {} : { data_check: fix.dataCheck }),
      safe: fix.safe === true && !onStub,
    },
  };
}

function verification(fix: FixDraft, onStub: boolean): Fix['verified'] {
  if (fix.dataDependent === true || fix.dataCheck !== undefined) return 'data_dependent';
  return onStub ? 'executed_on_stub' : 'executed';
}

interface Comparison {
  readonly gone: boolean;
  readonly appeared: readonly string[];
}

function compare(bench: Bench, { check, hit }: Draft, { changed, touched }: Done): Comparison {
  const own = bench.named.get(`${hit.object.schema}.${hit.object.table}`);
  const tables = new Set([...touched, ...(own === undefined ? [] : [own.oid])]);
  const around = { tables, always: check.id };
  const before = countKeys(bench.foundBefore(around));
  const after = countKeys(findAround(bench.checks, changed, around));
  const key = keyOf(check.id, hit.object);
  const appeared = [...after].filter(([other, count]) => count > (before.get(other) ?? 0));
  return {
    gone: (after.get(key) ?? 0) < (before.get(key) ?? 0),
    appeared: [...new Set(appeared.map(([other]) => idOf(other)))],
  };
}

function idOf(key: string): string {
  return /^\["([^"]+)"/.exec(key)?.[1] ?? key;
}
