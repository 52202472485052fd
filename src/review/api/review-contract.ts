import type { Severity } from '../../core/finding.ts';
import type { ApiFinding, ApiReview } from './api-review.ts';
import { detectContract } from './detect.ts';
import { abortedReview, inputOf } from './aborted.ts';
import { withLoss } from '../with-loss.ts';
import type { Contract, ContractText, Readers } from './documents.ts';
import { apiLimits } from './limits.ts';

/** The review itself. It runs in a sandbox child: a hostile contract may make it hang or grow there. */
export async function reviewContract(asked: Contract): Promise<ApiReview> {
  const { contract, previous } = asked;
  return withLoss(await reviewText(asked), previous === null ? [contract] : [contract, previous]);
}

async function reviewText({ contract, previous, format }: Contract): Promise<ApiReview> {
  const kind = detectContract(contract.text, contract.name) ?? format;
  if (kind === null) return abortedReview(contract, null, NO_CONTRACT, 'contract');
  const began = performance.now();
  const cut = [contract, ...(previous === null ? [] : [previous])].find(isCut);
  const earlier = cut === undefined ? (previous?.text ?? null) : null;
  const reading = await readers[kind](contract.text, earlier);
  if (typeof reading === 'string') {
    return abortedReview(contract, kind, reading, isCut(contract) ? 'reviewer' : 'contract');
  }
  const found = isCut(contract) ? reading.findings.filter(isKnown) : reading.findings;
  const findings = found.toSorted(byWeight);
  const notCompared = previous !== null && cut !== undefined ? END_MISSING : reading.notCompared;
  const reason = [reading.incomplete, whyNotCompared(notCompared)].filter((why) => why !== null);
  return {
    status: reason.length === 0 ? 'complete' : 'partial',
    reason: reason.length === 0 ? null : reason.join(' '),
    at_fault: null,
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

function isCut({ truncatedBytes = 0 }: ContractText): boolean {
  return truncatedBytes > 0;
}

/** What was cut off would be told as removed, or as new. */
const END_MISSING = 'The end of one of the two is missing.';

function whyNotCompared(why: string | null): string | null {
  return why === null ? null : `The earlier version was not compared. ${why}`;
}

/** Whether it holds without the end, which may define what seems to be missing or unused. */
function isKnown({ id }: ApiFinding): boolean {
  return !DEFINED_LATER.has(id);
}

const DEFINED_LATER: ReadonlySet<string> = new Set([
  'api.ref_unresolved',
  'api.security_undefined',
  'api.scope_undefined',
  'api.component_unused',
  'api.graphql_type_undefined',
  'api.graphql_type_unused',
  'api.auth_undeclared',
  'api.server_missing',
  'api.version_missing',
]);

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
