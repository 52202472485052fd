import type { Fix, ObjectRef, SchemaFinding } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';

/** Words that each way of writing a review shares. */

export function some(count: number, noun: string): string {
  const plural = noun.endsWith('x') ? `${noun}es` : `${noun}s`;
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

/** The schema that everybody means goes without saying. */
export function nameOf(object: ObjectRef): string {
  return writeObject(object).replace(/^public\.(?=.)/, '');
}

/** As it is run; a remark in words is no statement and ends in none. */
export function ended(statement: string): string {
  return statement.startsWith('--') ? statement : `${statement};`;
}

/** " line 4", or " orders.sql:4" where there are several files. */
export function lineOf({ file, line }: Pick<SchemaFinding, 'file' | 'line'>): string {
  if (line === undefined) return '';
  return file === undefined ? ` line ${line}` : ` ${file}:${line}`;
}

export function likely({ confidence }: SchemaFinding): string {
  return confidence === 'heuristic' ? ', likely' : '';
}

/** What this object's matter is, without the rule's reason, which follows it. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

/** Words, not coloured signs: they are read aloud, and drawn on every machine. */
export const gravity = { error: 'Error', warn: 'Warning', info: 'Remark' } as const;

export function howSure({ verified }: Fix): string {
  switch (verified) {
    case 'executed':
      return 'Executed; the finding is gone.';
    case 'executed_on_stub':
      return 'Executed on a table that stands in for yours.';
    case 'data_dependent':
      return 'Executed on empty tables; whether it runs on yours depends on their rows.';
  }
}

/**
 * What was measured may be the plain form of what is posted: it ran in a transaction, where CONCURRENTLY cannot. The
 * steps of a safe sequence ran as they are.
 */
export function cost({
  lock,
  rewrites,
  ddl = [],
  post_ddl_variant: posted = [],
}: Pick<Fix, 'lock' | 'rewrites' | 'post_ddl_variant'> & Partial<Pick<Fix, 'ddl'>>): string {
  const plain = posted.some(isConcurrent) && !ddl.some(isConcurrent);
  const locks = lock.map(({ rel, mode }) => `${mode.replace(/Lock$/, '')} on ${bare(rel)}`);
  const rewritten =
    rewrites.length === 0 ? 'no rewrite' : `rewrites ${rewrites.map(bare).join(', ')}`;
  return `Lock${plain ? ' without CONCURRENTLY' : ''}: ${locks.length === 0 ? 'none' : locks.join(', ')}; ${rewritten}.`;
}

function isConcurrent(statement: string): boolean {
  return /\bconcurrently\b/i.test(statement);
}

function bare(relation: string): string {
  return relation.replace(/^public\./, '');
}
