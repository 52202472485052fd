import type { SchemaFinding, SchemaReview } from '../../src/review/schema/review.ts';

/** A finding as the engine writes it, about an index that is missing. */
export function aFinding(overrides: Partial<SchemaFinding> = {}): SchemaFinding {
  return {
    id: 'fk.unindexed',
    fingerprint: 'f1',
    severity: 'warn',
    confidence: 'proved',
    category: 'performance',
    object: { schema: 'public', table: 'orders', columns: ['customer_id'] },
    line: 8,
    evidence: { query: 'SELECT 1', row: { references: 'customers', views: [] } },
    why: 'No index leads with orders(customer_id). Each DELETE scans the table.',
    source: 'PostgreSQL manual 5.5.5',
    fix: {
      ddl: ['CREATE INDEX ON public.orders (customer_id)'],
      post_ddl_variant: ['CREATE INDEX CONCURRENTLY ON public.orders (customer_id)'],
      lock: [{ rel: 'public.orders', mode: 'ShareLock' }],
      rewrites: [],
      verified: 'executed',
      finding_gone: true,
      new_findings: [],
      safe: true,
    },
    suppress: '-- schema-review: ignore fk.unindexed public.orders(customer_id) <reason>',
    ...overrides,
  };
}

/** A review that found these, with the counts that go with them. */
export function aReview(
  findings: readonly SchemaFinding[] = [aFinding()],
  overrides: Partial<SchemaReview> = {},
): SchemaReview {
  const count = (severity: SchemaFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const fixes = findings.flatMap(({ fix }) => (fix === null ? [] : [fix]));
  const safe = fixes.filter((fix) => fix.safe).flatMap(({ ddl }) => ddl);
  return {
    status: 'complete',
    reason: null,
    engine: { name: 'PostgreSQL (PGlite)', version: '18.6' },
    input: {
      sha256: '0'.repeat(64),
      dialect: 'postgres',
      dialect_note: 'Read as PostgreSQL.',
      bytes: 584,
      statements: 5,
      applied: 5,
      skipped: [],
      failed: [],
      stubs: [],
      repairs: [],
    },
    findings: [...findings],
    suppressed: [],
    unused_suppressions: [],
    migration: [],
    fix_script: safe.length === 0 ? null : { ddl: safe, executed: true, remaining: 0 },
    coverage: { checks_run: ['a', 'b'], checks_skipped: [], canary_ok: true, tables: 3 },
    summary: {
      by_severity: { error: count('error'), warn: count('warn'), info: count('info') },
      fixes: {
        proposed: fixes.length,
        executed: fixes.length,
        cleared: fixes.length,
        data_dependent: fixes.filter(({ verified }) => verified === 'data_dependent').length,
      },
      ms: { load: 1, check: 2, fix: 3 },
      peak_rss_bytes: null,
    },
    ...overrides,
  };
}
