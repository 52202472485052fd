import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { ReadEarlier } from '../core/earlier.ts';
import type { Stores } from '../core/stores.ts';
import { createRepositories } from '../github/repositories.ts';
import type { Log } from '../lib/log.ts';
import { createGatherBackground } from '../turns/background.ts';
import { createContextFor } from '../turns/project-context.ts';

/** What the workspace decided and how the channel works, for each question; and where that is changed. */
export function createBackground(parts: {
  readonly config: Pick<Config, 'github'>;
  readonly stores: Pick<Stores, 'channels' | 'decisions'>;
  readonly readEarlier: ReadEarlier;
  readonly clock: Clock;
  readonly log: Log;
}) {
  const { config, stores, readEarlier, clock, log } = parts;
  const { apiUrl, token, repositories: allowed } = config.github;
  const { channels, decisions } = stores;
  const repositories = createRepositories({ apiUrl, token, allowed, log });
  const contextFor = createContextFor({ channels, repositories, clock });
  return {
    repositories,
    gatherBackground: createGatherBackground({ decisions, contextFor, readEarlier, log }),
  };
}
