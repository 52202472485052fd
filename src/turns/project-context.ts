import type { Clock } from '../core/clock.ts';
import type { ProjectContext, Repositories } from '../core/project-context.ts';
import type { Channels } from '../core/settings.ts';
import type { Thread } from '../core/thread.ts';

export interface ContextDeps {
  readonly channels: Pick<Channels, 'context' | 'saveContext'>;
  readonly repositories: Repositories;
  readonly clock: Clock;
}

/** How long a repository's document is taken for fresh. */
const freshMs = 15 * 60_000;

/** Longest that an answer waits for a fresher one; what is kept will do. */
const patienceMs = 2_000;

/**
 * The channel's project context. One from a repository is asked for again at the start of a turn, when it was not for
 * a while; when that fails or takes long, what is kept is given, and nobody asks again for as long.
 */
export function createContextFor(
  deps: ContextDeps,
): (thread: Thread, signal: AbortSignal) => Promise<ProjectContext | null> {
  return async ({ team, channel }, signal) => {
    const known = await deps.channels.context(team, channel);
    if (known === null || known.source.kind === 'file') return known;
    const now = deps.clock.now();
    if (now - known.checkedAt < freshMs) return known;
    const fresh = { ...(await newer(known, deps, signal)), checkedAt: now };
    // Somebody may have set or removed it meanwhile: then that holds.
    const still = await deps.channels.context(team, channel);
    if (still?.setAt !== known.setAt) return still;
    await deps.channels.saveContext(team, channel, fresh);
    return fresh;
  };
}

async function newer(
  known: ProjectContext,
  { repositories }: ContextDeps,
  signal: AbortSignal,
): Promise<ProjectContext> {
  const { source } = known;
  if (source.kind === 'file') return known;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const read = await repositories.read(source, limit);
    if (read.kind !== 'document' || read.text.trim() === '') return known;
    const { text, commit, etag } = read;
    return { ...known, text, source: { ...source, commit, etag } };
  } catch {
    // Only the time limit, or the end of the turn, comes here.
    signal.throwIfAborted();
    return known;
  }
}
