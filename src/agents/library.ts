import { agentIdMatches } from '../core/agent.ts';
import type { AgentLibrary, LoadReport } from '../core/agent.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ParsedFile } from './agent-file.ts';
import { readFolder } from './folder.ts';
import { parseFolderFile } from './load.ts';
import type { LoadOptions } from './load.ts';
import { logReport } from './log-report.ts';
import { assembleReport } from './report.ts';
import { watchFolder } from './watch.ts';
import type { Watch } from './watch.ts';

/** An AgentLibrary with a lifetime: it follows its folder from `start` to `stop`. */
export interface WatchedLibrary extends AgentLibrary {
  /** Loads the folder and begins to follow it. Rejects when the folder cannot be read. */
  start(): Promise<void>;
  /** Reads the folder anew. Never rejects: a folder that is gone for a moment leaves all as it is. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** The agents of a folder, kept as they were last good: a broken edit is reported and changes nothing. */
export function createAgentLibrary(
  options: LoadOptions & {
    readonly dir: string;
    readonly log: Log;
    /** Called after each reload that was taken over. */
    readonly onReload?: (report: LoadReport) => void;
  },
): WatchedLibrary {
  const { dir, log } = options;
  let lastGood: ReadonlyMap<string, GoodFile> = new Map();
  let report: LoadReport = { agents: [], skipped: [], failed: [] };
  let watch: Watch | undefined;

  async function load(): Promise<void> {
    const files = await readFolder(dir);
    const parsed = files.map((file) => parseFolderFile(file, options.strict));
    const kept = parsed.map((file) => keepLastGood(file, lastGood));
    lastGood = goodFiles(kept);
    const assembled = assembleReport(kept);
    report = { ...assembled, failed: [...assembled.failed, ...brokenEdits(parsed, kept)] };
    logReport(log, report, kept);
  }

  async function reload(): Promise<void> {
    try {
      await load();
      options.onReload?.(report);
    } catch (thrown) {
      log.warn(
        { dir, error: toError(thrown).message },
        'agents not reloaded, the last good ones stay',
      );
    }
  }

  return {
    list: () => report.agents,
    get: (id) => report.agents.find((agent) => agentIdMatches(agent.id, id)),
    report: () => report,
    async start() {
      watch = await watchFolder(dir, reload, log);
      try {
        await load();
      } catch (thrown) {
        await watch.stop();
        throw thrown;
      }
    },
    reload,
    async stop() {
      await watch?.stop();
    },
  };
}

type GoodFile = Extract<ParsedFile, { kind: 'agent' }>;

/** A file that was an agent and is still there, but no longer reads as one, stays what it was. */
function keepLastGood(file: ParsedFile, lastGood: ReadonlyMap<string, GoodFile>): ParsedFile {
  return file.kind === 'agent' ? file : (lastGood.get(fileOf(file)) ?? file);
}

function goodFiles(files: readonly ParsedFile[]): ReadonlyMap<string, GoodFile> {
  const good = new Map<string, GoodFile>();
  for (const file of files) if (file.kind === 'agent') good.set(file.agent.file, file);
  return good;
}

function brokenEdits(
  parsed: readonly ParsedFile[],
  kept: readonly ParsedFile[],
): LoadReport['failed'] {
  return parsed.flatMap((file, at) => {
    if (file.kind === 'agent' || kept[at] === file) return [];
    const line = file.kind === 'failed' && file.line !== undefined ? { line: file.line } : {};
    return [{ file: file.file, ...line, why: `${file.why}; its last good version is kept` }];
  });
}

function fileOf(file: ParsedFile): string {
  return file.kind === 'agent' ? file.agent.file : file.file;
}
