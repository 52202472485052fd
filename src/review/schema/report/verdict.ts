import type { SchemaReview } from '../review.ts';
import { some } from './words.ts';

/** What was reviewed and what came of it, in the one line that everybody reads. */
export function writeVerdict({
  input,
  engine,
  coverage,
  summary,
  status,
  reason,
}: SchemaReview): string {
  const { error, warn, info } = summary.by_severity;
  const counted = [
    ...(error > 0 ? [some(error, 'error')] : []),
    ...(warn > 0 ? [some(warn, 'warning')] : []),
    ...(info > 0 ? [some(info, 'remark')] : []),
  ];
  const none = status === 'complete' ? 'Nothing found' : 'No findings in what was read';
  const counts = counted.join(', ') || none;
  const note = input.dialect_note === '' ? '' : ` ${input.dialect_note}`;
  const partial = status === 'partial' ? `\n**Partial:** ${reason ?? ''}` : '';
  const ran = `${statements(input)} on ${engineOf({ engine })}`;
  const checks = some(coverage.checks_run.length, 'check');
  return `**${counts}** in ${some(coverage.tables, 'table')}. ${ran}, then ${checks}.${note}${partial}`;
}

/** "PostgreSQL 18.6": that it runs inside of us is told where it matters. */
export function engineOf({ engine }: Pick<SchemaReview, 'engine'>): string {
  return `${engine.name.replace(/ \(.*\)$/, '')} ${engine.version}`;
}

/** "22 of 25 statements ran, 1 failed, 2 left out, 3 repaired" */
function statements({ statements: all, applied, failed, skipped, repairs }: SchemaReview['input']) {
  const ran =
    applied >= all
      ? `${some(all, 'statement')} ran`
      : `${applied} of ${some(all, 'statement')} ran`;
  const others = [
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} left out`] : []),
    ...(repairs.length > 0 ? [`${repairs.length} repaired`] : []),
  ];
  return [ran, ...others].join(', ');
}
