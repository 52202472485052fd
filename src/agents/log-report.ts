import type { LoadReport } from '../core/agent.ts';
import type { Log } from '../lib/log.ts';
import type { ParsedFile } from './agent-file.ts';

/** Tells the operator what became of the files: one line in all, one for each that needs a look. */
export function logReport(log: Log, report: LoadReport, files: readonly ParsedFile[]): void {
  const { agents, skipped, failed } = report;
  log.info(
    {
      agents: agents.map((agent) => agent.id),
      recovered: agents.filter((agent) => agent.status === 'recovered').length,
      skipped: skipped.length,
      failed: failed.length,
    },
    'agents loaded',
  );
  for (const failure of failed) log.warn({ ...failure }, 'agent file not loaded');
  for (const { file, warnings } of agents) {
    if (warnings.length > 0) log.warn({ file, warnings }, 'agent file needs a look');
  }
  for (const file of files) {
    if (file.kind === 'agent' && file.ignored.length > 0) {
      log.debug({ file: file.agent.file, keys: file.ignored }, 'fields that are never acted on');
    }
  }
}
