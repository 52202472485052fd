import { agentsFolder } from '../agents/agents-folder.ts';
import { createAgentLibrary, type WatchedLibrary } from '../agents/library.ts';
import { createAnthropicModel, defaultModelLimits } from '../anthropic/anthropic-model.ts';
import type { Config } from '../config.ts';
import { type Clock, createSystemClock } from '../core/clock.ts';
import type { Model } from '../core/model.ts';
import type { Stores } from '../core/stores.ts';
import type { Log } from '../lib/log.ts';
import { createMemory } from '../memory/memory.ts';
import { createOfflineModel } from '../offline/offline-model.ts';
import { countSlackCalls } from '../operate/count-slack-calls.ts';
import { createMetrics, type Metrics } from '../operate/metrics.ts';
import { readPrices } from '../prices-file.ts';
import { createRedis } from '../redis/redis.ts';
import type { PriceTable } from '../review/capacity/prices.ts';
import { createSlackClients, type SlackClients } from '../slack/clients.ts';
import { send } from '../slack/send.ts';
import type { Around } from './around.ts';

/** What the bot is made of before it has met Slack, each once. */
export interface Parts {
  readonly config: Config;
  readonly stores: Stores;
  readonly agents: WatchedLibrary;
  readonly model: Model;
  readonly clients: SlackClients;
  readonly metrics: Metrics;
  readonly prices: PriceTable;
  readonly clock: Clock;
  readonly log: Log;
  readonly around: Around;
}

export function createParts(config: Config, log: Log, around: Around): Parts {
  const clock = createSystemClock();
  const stores = around.stores(createStores(config, clock, log));
  const metrics = createMetrics({ queueDepth: () => stores.wakeups.depth() });
  return {
    config,
    stores,
    metrics,
    prices: readPrices(config.pricesFile),
    clock,
    log,
    agents: createAgentLibrary({ dir: agentsFolder(config.agents.dir), log }),
    around,
    model: around.model(createModel(config, clock, log, around.fetch)),
    clients: createSlackClients({
      token: config.slack.botToken,
      apiUrl: config.slack.apiUrl,
      log,
      fetch: countSlackCalls(send, metrics),
    }),
  };
}

function createStores(
  { redis, threadTtlDays, workersConcurrency }: Config,
  clock: Clock,
  log: Log,
) {
  const common = { ttlMs: threadTtlDays * 86_400_000, concurrency: workersConcurrency, clock, log };
  return redis === null ? createMemory(common) : createRedis({ ...common, ...redis });
}

function createModel({ model }: Config, clock: Clock, log: Log, fetching: typeof fetch): Model {
  const { apiKey, ...rest } = model;
  if (apiKey === null) return createOfflineModel();
  const limits = defaultModelLimits;
  return createAnthropicModel({ ...rest, apiKey, limits, clock, log, fetch: fetching });
}
