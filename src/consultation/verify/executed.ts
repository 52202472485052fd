import { z } from 'zod';
import type { ToolRun } from '../tool-round.ts';
import type { BlockResult } from './block-check.ts';
import { readFences } from './fences.ts';

/** DDL that a tool of this turn ran already: running it again proves nothing more. */
export interface Executed {
  /** Null unless every statement of it was run. */
  find(sql: string): BlockResult | null;
}

export function createExecuted(runs: () => readonly ToolRun[]): Executed {
  return {
    find(sql) {
      const wanted = statementsOf(sql);
      const ran = new Map(
        runs().flatMap((run) => executedBy(run).map((statement) => [statement, run.name])),
      );
      const [by] = wanted.flatMap((statement) => ran.get(statement) ?? []);
      if (by === undefined || !wanted.every((statement) => ran.has(statement))) return null;
      const summary = `${wanted.length === 1 ? '1 statement' : `${wanted.length} statements`} executed by ${by}`;
      return { verdict: 'passed', by, summary, details: fenced(sql) };
    },
  };
}

/** Its statements, without comments, case or layout: two that only look different are the same. */
export function statementsOf(sql: string): readonly string[] {
  return sql
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim().toLowerCase())
    .filter((statement) => statement !== '');
}

export function fenced(text: string, language = 'sql'): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}

const pasted = z.object({ sql: z.string() });

/** What was handed in, where all of it ran; and the fixes that the review shows, each of which ran. */
function executedBy({ name, input, result }: ToolRun): readonly string[] {
  if (!result.ok || (name !== 'review_schema' && name !== 'explain_query')) return [];
  if (name === 'explain_query') return indexesShown(result.content);
  const handedIn = pasted.safeParse(input);
  const whole = result.evidence?.some(({ verdict }) => verdict === 'passed') ?? false;
  const shown = readFences(result.content).filter(({ language }) => language === 'sql');
  return [
    ...(whole && handedIn.success ? statementsOf(handedIn.data.sql) : []),
    ...shown.flatMap(({ text }) => statementsOf(text)),
  ];
}

/** Of what explain_query shows, its indexes were built; the queries were only planned. */
function indexesShown(content: string): readonly string[] {
  return readFences(content)
    .filter(({ language }) => language === 'sql')
    .flatMap(({ text }) => statementsOf(text))
    .filter((statement) => statement.startsWith('create index '));
}
