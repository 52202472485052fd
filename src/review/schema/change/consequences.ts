import type { SchemaChange } from '../review.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Difference } from './compare.ts';
import { sqlTable } from './ddl.ts';
import { keyOfTable, type ColumnShape } from './shape.ts';

type Breaks = SchemaChange['breaks'];
type Lost = SchemaChange['lost'];

/** What fails in code that was written for the schema before. */
export function breaksOf(found: readonly Difference[]): Breaks {
  return found.flatMap((difference) => {
    const why = whyItBreaks(difference);
    return why === null ? [] : [{ object: objectName(difference), why }];
  });
}

/** What is gone for good, and a query that counts it. */
export function lossesOf(found: readonly Difference[]): Lost {
  return found.flatMap((difference): Lost => {
    const object = objectName(difference);
    switch (difference.kind) {
      case 'table dropped': {
        const count = `SELECT count(*) FROM ${sqlTable(difference.table)}`;
        return [{ object, why: 'Its rows are gone.', count }];
      }
      case 'column dropped': {
        const name = quoteIdent(difference.column.name);
        const count = `SELECT count(*) FROM ${sqlTable(difference.table)} WHERE ${name} IS NOT NULL`;
        return [{ object, why: 'What the column holds is gone.', count }];
      }
      case 'type':
        return narrows(difference.before, difference.after)
          ? [
              {
                object,
                why: `Values may not fit ${difference.after.type}: they fail, are rounded or cut.`,
                count: misfits(difference),
              },
            ]
          : [];
      case 'attached':
      case 'column added':
      case 'default':
      case 'detached':
      case 'enum changed':
      case 'generated':
      case 'identity':
      case 'logging':
      case 'not null':
      case 'other added':
      case 'other changed':
      case 'other dropped':
      case 'other replaced':
      case 'part added':
      case 'part dropped':
      case 'row security':
      case 'table added':
        return [];
    }
  });
}

function whyItBreaks(difference: Difference): string | null {
  switch (difference.kind) {
    case 'table dropped':
      return 'Whatever uses the table fails.';
    case 'column dropped':
      return 'Whatever names the column fails.';
    case 'column added':
      return isRequired(difference.column)
        ? `Inserts that do not know ${difference.column.name} fail: it is NOT NULL and has no default.`
        : null;
    case 'not null':
      return difference.after.notNull ? 'Writes of NULL, which worked, fail.' : null;
    case 'default':
      return difference.after.default === null && difference.after.notNull
        ? 'Inserts that relied on the default fail.'
        : null;
    case 'type':
      return narrows(difference.before, difference.after)
        ? `Values of ${difference.before.type} that do not fit ${difference.after.type} fail.`
        : null;
    case 'part added':
      return whyConstraintBreaks(difference.part.kind, difference.part.definition);
    case 'other dropped':
      return difference.other.kind === 'sequence'
        ? null
        : `Whatever uses the ${difference.other.kind} fails.`;
    case 'other replaced':
      return `The ${difference.other.kind} is dropped and made anew: what it granted is gone, and who reads it waits.`;
    case 'row security':
      return guarded[difference.table.rowSecurity ? 'on' : 'off'];
    case 'part dropped':
      return difference.part.kind === 'policy' && !difference.replaced
        ? 'The policy is gone: other rows are let through than before.'
        : null;
    case 'enum changed':
      return difference.lost.length === 0
        ? null
        : `Rows and code with ${difference.lost.join(', ')} fail: the value is no more.`;
    case 'attached':
    case 'detached':
    case 'generated':
    case 'identity':
    case 'logging':
    case 'other added':
    case 'other changed':
    case 'table added':
      return null;
  }
}

const guarded = {
  on: 'Row security is on now: whoever is not its owner sees and writes only what a policy allows.',
  off: 'Row security is off now: whoever may read or write the table reaches all of its rows.',
} as const;

function whyConstraintBreaks(kind: string, definition: string): string | null {
  if (kind === 'check' || kind === 'foreign key' || kind === 'unique' || kind === 'exclusion') {
    return `Writes that break it (${definition}) worked before and fail now.`;
  }
  return kind === 'index' && definition.startsWith('CREATE UNIQUE')
    ? 'Writes of duplicates worked before and fail now.'
    : null;
}

function isRequired({ notNull, default: value, identity, generated }: ColumnShape): boolean {
  return notNull && value === null && identity === '' && generated === '';
}

const widths: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric', 'double precision'],
  ['real', 'double precision'],
  ['date', 'timestamp without time zone', 'timestamp with time zone'],
];

/** Whether there are values of the one type that the other does not have. Unknown pairs count as narrower. */
export function narrows(before: ColumnShape, after: ColumnShape): boolean {
  const [was, is] = [readType(before.type), readType(after.type)];
  if (is.base === 'text' || (is.base === 'character varying' && is.size === null)) return false;
  if (was.base === is.base) {
    if (is.size === null) return false;
    return was.size === null || is.size < was.size || (is.scale ?? 0) !== (was.scale ?? 0);
  }
  return !widths.some((row) => {
    const [from, to] = [row.indexOf(was.base), row.indexOf(is.base)];
    return from !== -1 && to > from && is.size === null;
  });
}

function readType(type: string): {
  readonly base: string;
  readonly size: number | null;
  readonly scale: number | null;
} {
  const [, head = type, size, scale, tail = ''] =
    /^([^(]*)\((\d+)(?:,(\d+))?\)(.*)$/.exec(type) ?? [];
  return {
    base: head + tail,
    size: size === undefined ? null : Number(size),
    scale: scale === undefined ? null : Number(scale),
  };
}

function misfits({ table, before, after }: Extract<Difference, { kind: 'type' }>): string {
  const name = quoteIdent(before.name);
  const length = readType(after.type);
  const isText = /char/.test(length.base) && length.size !== null;
  const misfit = isText
    ? `length(${name}::text) > ${length.size}`
    : `NOT pg_input_is_valid(${name}::text, '${after.type.replaceAll("'", "''")}')`;
  return `SELECT count(*) FROM ${sqlTable(table)} WHERE ${misfit}`;
}

/** `public.t.c`, as people say it. */
export function objectName(difference: Difference): string {
  if ('other' in difference) return `${difference.other.kind} ${difference.other.name}`;
  const table = keyOfTable(difference.table);
  if ('column' in difference) return `${table}.${difference.column.name}`;
  if ('after' in difference) return `${table}.${difference.after.name}`;
  return 'part' in difference
    ? `${table} (${difference.part.kind} ${difference.part.name})`
    : table;
}
