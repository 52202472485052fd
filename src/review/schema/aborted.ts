import { createHash } from 'node:crypto';
import type { Dialect } from './dialects/dialect.ts';
import type { Source } from './load/script.ts';
import type { SchemaReview } from './review.ts';

/** A review that concludes nothing: no findings, no coverage, and the reason. */
export function aborted(
  { sources, dialect }: { readonly sources: readonly Source[]; readonly dialect: Dialect | null },
  reason: string,
): SchemaReview {
  const text = sources.map((source) => source.text).join('\n');
  return {
    status: 'aborted',
    reason,
    engine: { name: 'PostgreSQL (PGlite)', version: 'unknown' },
    input: {
      sha256: createHash('sha256').update(text).digest('hex'),
      dialect: dialect ?? 'unknown',
      dialect_note: '',
      bytes: Buffer.byteLength(text),
      statements: 0,
      applied: 0,
      skipped: [],
      failed: [],
      stubs: [],
      repairs: [],
    },
    findings: [],
    suppressed: [],
    unused_suppressions: [],
    migration: [],
    change: null,
    fix_script: null,
    coverage: {
      checks_run: [],
      checks_skipped: [{ id: '*', why: reason }],
      canary_ok: false,
      tables: 0,
    },
    summary: {
      by_severity: { error: 0, warn: 0, info: 0 },
      fixes: { proposed: 0, executed: 0, cleared: 0, data_dependent: 0 },
      ms: { load: 0, check: 0, fix: 0 },
      peak_rss_bytes: null,
    },
  };
}
