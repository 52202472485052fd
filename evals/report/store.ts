import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type CaseResult, caseResult } from '../result.ts';

export type Mode = 'scripted' | 'real';

const kept = z.object({
  scripted: z.array(caseResult).default([]),
  real: z.array(caseResult).default([]),
});

const REPORT = join(import.meta.dirname, '../reports/last.json');

/** The results of the last run in this mode; none where there was none, or it cannot be read any more. */
export function readLast(mode: Mode, file = REPORT): readonly CaseResult[] {
  return readAll(file)[mode];
}

/** Keeps these results; cases that were not run keep their last ones. */
export function keep(mode: Mode, results: readonly CaseResult[], file = REPORT): void {
  const all = readAll(file);
  const ids = new Set(results.map(({ id }) => id));
  const others = all[mode].filter(({ id }) => !ids.has(id));
  mkdirSync(dirname(file), { recursive: true });
  const next = { ...all, [mode]: [...others, ...results] };
  writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`);
}

function readAll(file: string): z.infer<typeof kept> {
  const none = { scripted: [], real: [] };
  try {
    const parsed = kept.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : none;
  } catch {
    return none;
  }
}
