import type { Around } from '../app/around.ts';
import type { Stores } from '../core/stores.ts';
import type { ThreadState } from './behind/thread-state.ts';
import { inspectThread } from './behind/inspect-thread.ts';
import { createWatch, type Watch } from './behind/watch.ts';
import { watchedModel } from './behind/watched-model.ts';
import { watchedTools } from './behind/watched-tools.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import { createModelTrouble } from './trouble/model-trouble.ts';
import { mortalStores } from './trouble/mortal-stores.ts';
import type { RedisServer } from './trouble/redis-server.ts';
import { createTroubles, type Troubles } from './trouble/troubles.ts';

/** What the page sees of the bot in this process, and the trouble that it can make it. */
export interface Scene {
  /** What the bot is built with. */
  readonly around: Around;
  readonly watch: Pick<Watch, 'recent' | 'onDeed'>;
  readonly troubles: Troubles;
  /** Null before the bot was built. */
  inspect(channel: string, ts: string): Promise<ThreadState | null>;
}

export function createScene(options: {
  readonly slack: () => LocalSlack;
  readonly hasModel: boolean;
  readonly redis: Pick<RedisServer, 'restart'> | null;
}): Scene {
  const { slack, hasModel, redis } = options;
  const watch = createWatch();
  const model = createModelTrouble();
  let bot: ReturnType<typeof mortalStores> | null = null;
  return {
    around: {
      stores(stores: Stores) {
        bot = mortalStores(stores);
        return { ...bot.stores, wakeups: watch.wakeups(bot.stores.wakeups) };
      },
      model: (real) => watchedModel(real, watch),
      tools: (tools) => watchedTools(tools, watch),
      fetch: model.fetch,
    },
    watch,
    troubles: createTroubles({
      slack,
      kill: () => bot?.kill() ?? 0,
      model,
      hasModel,
      restartRedis: redis === null ? null : () => redis.restart(),
    }),
    inspect: async (channel, ts) =>
      bot === null ? null : await inspectThread(bot.stores, { team: slack().team.id, channel, ts }),
  };
}
