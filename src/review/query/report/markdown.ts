import type { ExplainedQuery, IndexAdvice, Plan, QueryFinding, QueryReview } from '../review.ts';

/** What a thread can hold of a plan or a query. */
const MOST_SQL = 600;
const MOST_ASSUMPTIONS = 12;

/** The review as people read it in a chat, and as an agent gets it for its ground truth. Standard Markdown. */
export function writeQueryMarkdown(review: QueryReview): string {
  if (review.status === 'aborted') return `**Nothing can be concluded.** ${review.reason ?? ''}`;
  return [
    verdict(review),
    ...review.queries.map((query) => writeQuery(query, review)),
    ...writeTogether(review),
    ...writeSchemaFindings(review),
    ...writeAssumptions(review),
  ].join('\n\n');
}

function verdict({ queries, engine, summary, sized, reason, status }: QueryReview): string {
  const { error, warn, info } = summary.by_severity;
  const counts = [
    ...(error > 0 ? [some(error, 'error')] : []),
    ...(warn > 0 ? [some(warn, 'warning')] : []),
    ...(info > 0 ? [some(info, 'remark')] : []),
  ];
  const found = counts.length === 0 ? 'Nothing found' : counts.join(', ');
  const how = sized
    ? 'planned at the given row counts; costs are the planner’s units, not milliseconds'
    : 'planned on empty tables, since no row counts were given: only what needs no plan holds';
  const partial = status === 'partial' ? `\n**Partial:** ${reason ?? ''}` : '';
  return `**${found}** in ${some(queries.length, 'statement')}, ${how} (${engine.name} ${engine.version}).${partial}`;
}

function writeQuery(query: ExplainedQuery, { sized }: QueryReview): string {
  const { findings, advice, rewrite } = query;
  return [
    `### Query ${query.number}, line ${query.line}: ${judgement(query, sized)}`,
    code(clip(query.text)),
    ...(sized ? comparison(query) : []),
    ...(advice === null ? [] : [writeIndexes(advice.indexes), nextBottleneck(advice.after)]),
    ...(query.no_advice === null ? [] : [`No index is recommended. ${query.no_advice}`]),
    ...findings.filter(({ id }) => id !== 'query.missing_index').map(writeFinding),
    ...(rewrite === null || !sized
      ? []
      : [
          `The next page without OFFSET (planned, ${times(rewrite.ratio)} cheaper):`,
          code(rewrite.sql),
          rewrite.note,
          ...(rewrite.indexes.length === 0 ? [] : [writeIndexes(rewrite.indexes)]),
        ]),
    ...(query.assumptions.length === 0 ? [] : [`Assumed: ${query.assumptions.join('; ')}.`]),
  ].join('\n');
}

function judgement(
  { status, reason, advice, no_advice: noAdvice, plan, findings }: ExplainedQuery,
  sized: boolean,
): string {
  if (status === 'refused') return reason ?? 'not planned';
  if (status === 'read') return 'read, not planned';
  if (advice !== null)
    return `${times(advice.ratio)} cheaper with ${some(advice.indexes.length, 'index')}`;
  if (findings.some(({ severity }) => severity !== 'info')) return 'see the findings';
  if (!sized || plan === null) return 'no finding';
  const cost = `(cost ${units(plan.cost)})`;
  if (plan.cost < MOST_FINE) return `fine at this size ${cost}`;
  return noAdvice === null ? `expensive ${cost}` : `expensive, and no index is recommended ${cost}`;
}

/** About what reading a table of a hundred megabytes costs: more is not fine because no index makes it less. */
const MOST_FINE = 20_000;

/** Before and after, side by side. */
function comparison({ plan, advice, rewrite }: ExplainedQuery): readonly string[] {
  if (plan === null) return [];
  const rows: readonly { readonly name: string; readonly of: Plan }[] = [
    { name: 'now', of: plan },
    ...(advice === null ? [] : [{ name: 'with the index', of: advice.after }]),
    ...(rewrite === null ? [] : [{ name: 'keyset', of: rewrite.plan }]),
  ];
  return [
    '| | cost | plan |',
    '|---|---|---|',
    ...rows.map(({ name, of }) => `| ${name} | ${units(of.cost)} | ${cell(of.shape)} |`),
  ];
}

function writeIndexes(indexes: readonly IndexAdvice[]): string {
  const lines = indexes.map(
    ({ post_ddl: ddl, why, megabytes }) => `${ddl}; -- ${why}; about ${size(megabytes)}`,
  );
  return code(lines.join('\n'));
}

function nextBottleneck({ bottleneck, cost }: Plan): string {
  return `What dominates then: ${bottleneck.node}, ${Math.round(bottleneck.share * 100)} % of ${units(cost)}.`;
}

function writeFinding({ severity, id, why, fix, line, confidence }: QueryFinding): string {
  const likely = confidence === 'heuristic' ? ', likely' : '';
  const word = { error: 'Error', warn: 'Warning', info: 'Remark' }[severity];
  return `- **${word}**, line ${line}: ${why} (\`${id}\`${likely}) ${fix}`;
}

/** Several queries want several indexes; a table pays for each at every write. */
function writeTogether({ indexes }: QueryReview): readonly string[] {
  if (indexes.length < 2) return [];
  const lines = indexes.map(({ post_ddl: ddl, queries, megabytes, contained_in: wider }) => {
    const superfluous = wider === null ? '' : `; not needed beside \`${nameIn(wider)}\``;
    return `- \`${nameIn(ddl)}\` for ${queries.map((number) => `query ${number}`).join(', ')}, about ${size(megabytes)}${superfluous}`;
  });
  return [`### The indexes together\n${lines.join('\n')}`];
}

function nameIn(ddl: string): string {
  return / (\S+) ON /.exec(ddl)?.[1] ?? ddl;
}

function writeSchemaFindings({ schema_findings: findings }: QueryReview): readonly string[] {
  return findings.length === 0
    ? []
    : [`### In the schema\n${findings.map(writeFinding).join('\n')}`];
}

function writeAssumptions(review: QueryReview): readonly string[] {
  const { schema, assumptions, ignored, sizes } = review;
  const given = sizes
    .filter(({ basis }) => basis === 'given')
    .map(
      ({ table, rows, megabytes }) =>
        `${table} ${rows.toLocaleString('en')} rows (about ${size(megabytes)})`,
    );
  const lines = [
    ...(given.length === 0 ? [] : [`Given: ${given.join(', ')}.`]),
    ...assumptions.slice(0, MOST_ASSUMPTIONS),
    ...(assumptions.length > MOST_ASSUMPTIONS
      ? [`… and ${assumptions.length - MOST_ASSUMPTIONS} more`]
      : []),
    ...ignored,
    ...schema.failed
      .slice(0, 5)
      .map(({ line, message }) => `Line ${line} of the schema failed: ${message}`),
    ...schema.stubs
      .filter(({ object }) => object.startsWith('table'))
      .map(({ object, why }) => `Made up \`${object}\`: ${why}`),
  ];
  return [`### Assumptions\n${lines.map((line) => `- ${line}`).join('\n')}`];
}

function code(sql: string): string {
  return `\`\`\`sql\n${sql.replaceAll('```', "'''").trim()}\n\`\`\``;
}

/** A pipe would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function clip(text: string): string {
  return text.length <= MOST_SQL ? text : `${text.slice(0, MOST_SQL)} …`;
}

function times(ratio: number): string {
  const shown = ratio >= 10 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1);
  return `${shown} times`;
}

function units(cost: number): string {
  return cost >= 10 ? Math.round(cost).toLocaleString('en') : cost.toFixed(1);
}

function size(megabytes: number): string {
  return megabytes >= 1_000 ? `${(megabytes / 1_000).toFixed(1)} GB` : `${megabytes} MB`;
}

function some(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : noun === 'index' ? 'es' : 's'}`;
}
