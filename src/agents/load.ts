import type { LoadReport } from '../core/agent.ts';
import { parseAgentFile } from './agent-file.ts';
import type { ParsedFile } from './agent-file.ts';
import { readFolder } from './folder.ts';
import type { FolderFile } from './folder.ts';
import { assembleReport } from './report.ts';

export interface LoadOptions {
  /** Refuse a file without a name or a description, instead of deriving them. */
  readonly strict?: boolean;
}

/** Loads a folder of agent files once. One bad file never stops the others; throws only without a folder. */
export async function loadAgents(dir: string, options: LoadOptions = {}): Promise<LoadReport> {
  const files = await readFolder(dir);
  return assembleReport(files.map((file) => parseFolderFile(file, options.strict)));
}

export function parseFolderFile(file: FolderFile, strict = false): ParsedFile {
  return file.kind === 'text' ? parseAgentFile(file.text, file.file, strict) : file;
}
