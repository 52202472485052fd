import type { Severity } from '../../core/finding.ts';
import type { ApiFinding, ApiReview } from './api-review.ts';
import { detectContract } from './detect.ts';
import { abortedReview, inputOf } from './aborted.ts';
import type { Contract, Readers } from './documents.ts';
import { apiLimits } from './limits.ts';

/** The review itself. It runs in a sandbox child: a hostile contract may make it hang or grow there. */
export async function reviewContract({ contract, previous, format }: Contract): Promise<ApiReview> {
  const kind = detectContract(contract.text, contract.name) ?? format;
  if (kind === null) return abortedReview(contract, null, NO_CONTRACT);
  const began = performance.now();
  const reading = await readers[kind](contract.text, previous?.text ?? null);
  if (typeof reading === 'string') return abortedReview(contract, kind, reading);
  const findings = reading.findings.toSorted(byWeight);
  return {
    status: reading.incomplete === null ? 'complete' : 'partial',
    reason: reading.incomplete,
    kind,
    version: reading.version,
    title: reading.title,
    input: inputOf(contract),
    counts: { ...reading.counts },
    findings,
    changes: reading.changes,
    coverage: {
      rules_run: [...new Set(reading.rulesRun)],
      not_looked_at: [...reading.notLookedAt, ...cutShort(findings)],
    },
    summary: {
      by_severity: countBySeverity(findings),
      ms: performance.now() - began,
      peak_rss_bytes: null,
    },
  };
}

/** Loaded when it is needed: a linter of OpenAPI has no part in a .proto file. */
const readers: Readers = {
  openapi: async (...given) => (await import('./read-document.ts')).readOpenApiText(...given),
  swagger: async (...given) => (await import('./read-document.ts')).readOpenApiText(...given),
  asyncapi: async (...given) => (await import('./read-document.ts')).readAsyncApiText(...given),
  graphql: async (...given) => (await import('./read-sdl-text.ts')).readSdlText(...given),
  protobuf: async (...given) => (await import('./read-proto-text.ts')).readProtoText(...given),
};

const NO_CONTRACT =
  'It is none of OpenAPI, Swagger, AsyncAPI, GraphQL SDL and Protocol Buffers, as far as its first lines tell.';

/** Rules that found so much that they were stopped. */
function cutShort(findings: readonly ApiFinding[]): readonly string[] {
  const most = apiLimits.findingsPerRule;
  const times = new Map<string, number>();
  for (const { id } of findings) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times]
    .filter(([, count]) => count >= most)
    .map(([id]) => `What \`${id}\` finds after the first ${most.toLocaleString('en')} places.`);
}

function countBySeverity(findings: readonly ApiFinding[]): ApiReview['summary']['by_severity'] {
  const counts = { error: 0, warn: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warn: 1, info: 2 };

/** Grave first, proved errors before likely ones; else in the order of the rules, which stands for weight. */
function byWeight(a: ApiFinding, b: ApiFinding): number {
  const gravity = WEIGHT[a.severity] - WEIGHT[b.severity];
  return gravity !== 0 || a.severity !== 'error' ? gravity : doubtOf(a) - doubtOf(b);
}

function doubtOf({ confidence }: ApiFinding): number {
  return confidence === 'proved' ? 0 : 1;
}
