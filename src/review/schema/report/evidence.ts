import type { Evidence } from '../../../core/evidence.ts';
import type { SchemaReview } from '../review.ts';
import { disclosuresOf } from './disclosures.ts';
import { engineOf } from './verdict.ts';
import { cost, howSure, nameOf, some } from './words.ts';

/** What a review rests on: the statements that ran, the checks, the fixes. */
export function evidenceOf(review: SchemaReview): readonly Evidence[] {
  if (review.status === 'aborted') return [notRun(review)];
  return [loaded(review), checked(review), ...fixed(review)];
}

const by = 'review_schema';

function notRun({ reason }: SchemaReview): Evidence {
  const details = reason ?? '';
  return { subject: 'schema', by, verdict: 'unverified', summary: 'could not be run', details };
}

function loaded(review: SchemaReview): Evidence {
  const { input, engine, summary, status } = review;
  const { load, check, fix } = summary.ms;
  const seconds = ((load + check + fix) / 1_000).toFixed(1);
  const memory = summary.peak_rss_bytes;
  const spent = `${seconds} s${memory === null ? '' : `, ${Math.round(memory / 1_000_000)} MB`}`;
  return {
    subject: 'schema',
    by,
    verdict: status === 'complete' ? 'passed' : 'unverified',
    summary: `${input.applied} of ${some(input.statements, 'statement')} executed on ${engineOf(review)}`,
    details: [
      `Run on ${engine.name} ${engine.version} in a process of its own; ${spent}.`,
      `Input: ${some(input.bytes, 'byte')}, SHA-256 \`${input.sha256}\`.`,
      ...disclosuresOf(review).map((line) => `- ${line}`),
    ].join('\n'),
  };
}

function checked({ coverage, findings }: SchemaReview): Evidence {
  const sources = [...new Map(findings.map(({ id, source }) => [id, source]))];
  return {
    subject: some(coverage.checks_run.length, 'check'),
    by,
    verdict: coverage.canary_ok ? 'passed' : 'unverified',
    summary: some(findings.length, 'finding'),
    details: [
      'Asked of the catalogs of that database, after the engine had answered a control query.',
      ...sources.map(([id, source]) => `- \`${id}\`: ${source}`),
    ].join('\n'),
  };
}

function fixed({ findings, summary }: SchemaReview): readonly Evidence[] {
  const fixes = findings.flatMap(({ id, object, fix }) =>
    fix === null ? [] : [{ id, object, fix }],
  );
  if (fixes.length === 0) return [];
  const { data_dependent: dependent } = summary.fixes;
  const depends = dependent === 0 ? '' : `, ${dependent} depend on your rows`;
  return [
    {
      subject: some(fixes.length, 'fix'),
      by,
      verdict: 'passed',
      summary: `executed, their findings gone${depends}`,
      details: fixes
        .map(({ id, object, fix }) => `- \`${id}\` ${nameOf(object)}: ${howSure(fix)} ${cost(fix)}`)
        .join('\n'),
    },
  ];
}
