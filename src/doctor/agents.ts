import type { LoadReport } from '../core/agent.ts';
import { type Diagnosis, fail, ok, warn } from './diagnosis.ts';

export function diagnoseAgents(report: LoadReport, dir: string): Diagnosis {
  const what = 'Agents';
  const { agents, failed } = report;
  if (agents.length === 0) {
    return fail(
      what,
      `None could be loaded from ${dir}.`,
      'Set AGENTS_DIR to a folder with agent files; `architect agents` says what is wrong with each.',
    );
  }
  const names = agents.map(({ id }) => id).join(', ');
  if (failed.length === 0) return ok(what, `${agents.length} loaded: ${names}.`);
  const files = failed.map(({ file, why }) => `${file} (${why})`).join('; ');
  return warn(
    what,
    `${agents.length} loaded, ${failed.length} failed: ${files}.`,
    'Mend the files; `architect agents` names the line.',
  );
}
