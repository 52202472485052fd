import type { SchemaChange, SchemaReview } from '../review.ts';
import { cost, some } from './words.ts';

/** What a change means for what is there, how to do it while others work, and the way back. Standard Markdown. */
export function writeChange(
  { change }: SchemaReview,
  most: { readonly lines: number; readonly characters: number },
): readonly string[] {
  if (change === undefined || change === null) return [];
  const { breaks, lost, renames, unchanged_findings: known } = change;
  const lines = [
    ...breaks.map(({ object, why }) => `- **breaks** \`${object}\`: ${why}`),
    ...lost.map(
      ({ object, why, count }) => `- **loses** \`${object}\`: ${why} How much: \`${count}\``,
    ),
    ...renames.map(
      ({ from, to, ddl }) => `- is \`${to}\` the new name of \`${from}\`? Then: \`${ddl}\``,
    ),
    ...(known === 0 ? [] : [`- left out, since it was there before: ${some(known, 'finding')}`]),
  ];
  return [
    [`### The change`, summary(change), ...capped(lines, most.lines)].join('\n'),
    ...safeWay(change, most.characters),
  ];
}

function capped(lines: readonly string[], most: number): readonly string[] {
  const left = lines.length - most;
  return left <= 0 ? lines : [...lines.slice(0, most), `- … and ${left} more in \`review.md\``];
}

/** Where it leads, and whether there is a way back. */
export function summary(change: SchemaChange): string {
  return [reached(change), wayBack(change)].filter((sentence) => sentence !== '').join(' ');
}

function reached({ of, steps, reaches, unreached = [] }: SchemaChange): string {
  const count = some(steps.length, 'statement');
  if (of === 'migration') return `${count}.`;
  if (reaches === true) return `${count}, executed: they lead from the old version to the new one.`;
  return `${count}, which do not lead all the way to the new version (${unreached.join(', ')}).`;
}

function wayBack({ rollback: { ddl, executed, restores, why } }: SchemaChange): string {
  if (ddl.length === 0) return why === undefined ? '' : `No way back: ${why}`;
  if (restores)
    return 'The way back was executed, and the schema was as before; rows that are dropped do not return.';
  return `The way back was ${executed ? 'executed' : 'not executed'}${why === undefined ? '.' : `: ${why}`}`;
}

function safeWay({ safe, rollback }: SchemaChange, mostCharacters: number): readonly string[] {
  if (safe.steps.length === 0) return [];
  const steps = safe.steps.flatMap(({ sql, by, ...step }) =>
    by === 'you' ? [`-- ${sql}`] : [`${sql};${by === 'transaction' ? ` -- ${cost(step)}` : ''}`],
  );
  const back =
    rollback.ddl.length === 0
      ? []
      : ['', '-- the way back', ...rollback.ddl.map((sql) => `${sql};`)];
  const script = [...steps, ...back].join('\n');
  const title = `**The way that lets others work on** (${safe.rehearsed ? 'each step was executed' : 'not rehearsed'})`;
  return script.length > mostCharacters
    ? [`${title}: ${some(safe.steps.length, 'step')}, in \`review.md\`.`]
    : [`${title}\n\`\`\`sql\n${script}\n\`\`\``];
}
