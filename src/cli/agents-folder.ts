import { agentsFolder } from '../agents/agents-folder.ts';
import { loadAgents } from '../agents/load.ts';
import type { LoadReport } from '../core/agent.ts';
import { errorCode, toError } from '../lib/errors.ts';
import { CommandFailure } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** Loads the folder that a command was given; one that cannot be read is bad use. */
export async function loadFolder(
  dir: string | undefined,
  { env }: Terminal,
): Promise<{ dir: string; report: LoadReport }> {
  const folder = dir ?? agentsFolder(env['AGENTS_DIR'] || undefined);
  try {
    return { dir: folder, report: await loadAgents(folder) };
  } catch (thrown) {
    const why = errorCode(thrown) ?? toError(thrown).message;
    throw new CommandFailure(`the agents' folder ${folder} cannot be read (${why})`, 2);
  }
}
