import { createAgentLibrary, type WatchedLibrary } from './agents/library.ts';
import { type Around, nothingAround } from './app/around.ts';
import { createBackground } from './app/background.ts';
import { consultWith } from './app/consult-with.ts';
import { createReviewers } from './app/reviewers.ts';
import { createThreadRequests } from './app/thread-requests.ts';
import { createToolbox } from './app/toolbox.ts';
import { createAnthropicModel, defaultModelLimits } from './anthropic/anthropic-model.ts';
import type { Config } from './config.ts';
import { createConsultSpecialistTool } from './consultation/tools/consult-specialist.ts';
import { type Clock, createSystemClock } from './core/clock.ts';
import type { Model } from './core/model.ts';
import type { Stores } from './core/stores.ts';
import { searchDecisions } from './decisions/search.ts';
import { createDispatch } from './dispatch/dispatch.ts';
import { helpText } from './dispatch/help.ts';
import type { Log } from './lib/log.ts';
import { createMemory } from './memory/memory.ts';
import { createOfflineModel } from './offline/offline-model.ts';
import { countSlackCalls } from './operate/count-slack-calls.ts';
import { createHealth } from './operate/health.ts';
import { createMetrics, type Metrics } from './operate/metrics.ts';
import { readPrices } from './prices-file.ts';
import { createRedis } from './redis/redis.ts';
import type { PriceTable } from './review/capacity/prices.ts';
import { createErPicture } from './review/diagram/er/er-picture.ts';
import { createCanvases } from './slack/canvases.ts';
import { createSlackClients, type SlackClients } from './slack/clients.ts';
import { createSlackFiles } from './slack/files/slack-files.ts';
import type { Bot } from './slack/intake/bot.ts';
import { createSlackIntake, type SlackIntake } from './slack/intake/slack-intake.ts';
import { createPermalink } from './slack/permalink.ts';
import { createReplies } from './slack/reply/replies.ts';
import { createAllowance } from './turns/allowance.ts';
import { createApiAlone } from './turns/api-alone.ts';
import { withBackground } from './turns/background.ts';
import { createDrain, type TakeTurn } from './turns/drain.ts';
import { createRequirements } from './turns/requirements.ts';
import { createOnDue } from './turns/revisit.ts';
import { createRespond, type Respond, type RespondDeps } from './turns/respond.ts';
import { createSchemaAlone } from './turns/schema-alone.ts';
import { createSchemaRequests } from './turns/schema-requests.ts';
import type { FinishedTurn } from './turns/settle.ts';
import { createTakeTurn } from './turns/turn.ts';

export interface App {
  /** Resolves when the bot takes questions. Rejects with what it could not do without. */
  start(): Promise<{ readonly port: number }>;
  /** Ends intake at once, lets open answers finish or hands them over, releases everything. */
  stop(): Promise<void>;
}

/** What the adapters are made of, each once. */
interface Parts {
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

/** The composition root: builds every adapter, hands them to the use cases, starts and stops them in order. */
export function createApp(config: Config, log: Log, around = nothingAround): App {
  const parts = createParts(config, log, around);
  const { stores, agents } = parts;
  const health = createHealth({ checks: checksOf(parts, () => intake.connected()), ...parts });
  const intake = createIntake(parts, health.routes);
  return {
    async start() {
      saySo(parts);
      await agents.start();
      const { port, bot } = await intake.start();
      const takeTurn = createTurns(parts, bot);
      await stores.wakeups.start(createDrain({ ...stores, takeTurn }));
      await stores.reminders.start(createOnDue({ ...stores, clock: parts.clock }));
      return { port };
    },
    async stop() {
      health.drain();
      await intake.quiesce();
      await Promise.all([stores.reminders.stop(), stores.wakeups.stop(config.shutdownGraceMs)]);
      await intake.stop();
      await agents.stop();
      await stores.close();
    },
  };
}

function createParts(config: Config, log: Log, around: Around): Parts {
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
    agents: createAgentLibrary({ dir: config.agents.dir, log }),
    around,
    model: around.model(createModel(config, clock, log, around.fetch)),
    clients: createSlackClients({
      token: config.slack.botToken,
      apiUrl: config.slack.apiUrl,
      log,
      fetch: countSlackCalls(fetch, metrics),
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

function createIntake(
  parts: Parts,
  routes: Parameters<typeof createSlackIntake>[0]['routes'],
): SlackIntake {
  const { config, stores, metrics } = parts;
  const { botToken, apiUrl, transport, decisionReaction } = config.slack;
  const credentials =
    transport.kind === 'socket'
      ? { signingSecret: '', appToken: transport.appToken, connections: transport.connections }
      : { signingSecret: transport.signingSecret };
  return createSlackIntake({
    ...parts,
    ...stores,
    config: { botToken, apiUrl, port: config.port, decisionReaction, ...credentials },
    searchDecisions,
    routes,
    onEvent: (kind, outcome) => metrics.event(kind, outcome),
    status: () => defaultsOf(config),
  });
}

/** What happens between a claim and its completion, assembled from the inside out. */
function createTurns(parts: Parts, bot: Bot): TakeTurn {
  const { config, clients, stores, clock, log, metrics } = parts;
  const { linkHosts, replyMode } = config.slack;
  return createTakeTurn({
    ...stores,
    replies: createReplies({
      clients,
      botUserId: bot.userId,
      clock,
      log,
      streaming: replyMode === 'stream',
      // Our own pages, too: links into the workspace lead nobody out of it.
      approvedHosts: bot.url === null ? linkHosts : [...linkHosts, new URL(bot.url).hostname],
    }),
    respond: createResponding(parts, bot),
    onTurn: (turn) => measure(turn, metrics),
    clock,
    log,
  });
}

function createResponding(parts: Parts, bot: Bot): Respond {
  const { config, agents, model, clients, stores, prices, clock, log } = parts;
  const { botToken: token, apiUrl } = config.slack;
  const files = createSlackFiles({ token, apiUrl, lookup: clients.lookup, log });
  const reviewers = createReviewers();
  const apiDesk = { review: reviewers.reviewApi, files, clock };
  const erDiagram = createErPicture(reviewers.diagrams);
  const schemaDesk = { review: reviewers.reviewSchema, erDiagram, files, clock };
  const tools = parts.around.tools(createToolbox(reviewers, prices, stores.decisions));
  const requirements = createRequirements(stores.channels);
  const { repositories, gatherBackground } = createBackground(parts);
  const specialist = consultWith({ ...parts, tools, reviewers, files });
  const asking = createConsultSpecialistTool({ agents, consult: specialist });
  const consult = withBackground(
    consultWith({ ...parts, tools: [...tools, ...parts.around.tools([asking])], reviewers, files }),
    gatherBackground,
  );
  const allowance = createAllowance({ limits: config.budgets, ledger: stores.ledger, clock });
  const permalink = createPermalink(bot.url);
  const client = clients.lookup;
  const canvases = createCanvases({ client, workspaceUrl: bot.url, clock, log });
  return createRespond({
    agents,
    dispatch: createDispatching(parts),
    requests: {
      ...createThreadRequests({
        ...parts,
        ...stores,
        files,
        repositories,
        permalink,
        canvases,
        consult,
        allowance,
      }),
      ...createSchemaRequests(schemaDesk, { hasModel: model.available }),
      'forget-requirements': (turn) => requirements.forget(turn),
    },
    requirements,
    gatherBackground,
    alone: model.available ? [] : [createSchemaAlone(schemaDesk), createApiAlone(apiDesk)],
    consult,
    allowance,
    help: (decision) => helpText(decision, agents.list()),
    clock,
  });
}

/** Who answers a turn, of the agents as they are then. */
function createDispatching({ config, agents, model, clock, log }: Parts): RespondDeps['dispatch'] {
  const decideAgent = createDispatch({ model, clock, log });
  return ({ claim, question, lease }) =>
    decideAgent(
      {
        messages: question.messages,
        conversation: claim.conversation,
        agents: agents.list(),
        defaultAgent: config.agents.default,
      },
      lease.signal,
    );
}

function checksOf({ stores, agents }: Parts, connected: () => boolean) {
  return {
    slack: async () => {
      if (!connected()) throw new Error('no connection to Slack');
    },
    redis: () => stores.ping(),
    agents: async () => {
      if (agents.list().length === 0) throw new Error('no agent is loaded');
    },
  };
}

function measure({ said, tookMs, firstTextMs }: FinishedTurn, metrics: Metrics): void {
  const { agent, ending, model, usage, failure } = said;
  metrics.turn({ agent, outcome: ending.outcome, tookMs, firstTextMs });
  if (model !== null) metrics.usage(model, usage);
  if (failure !== null) metrics.failure(failure);
}

function saySo({ config, log }: Parts): void {
  for (const line of [...config.warnings, ...defaultsOf(config)]) log.warn({}, line);
}

/** What an operator should know of a bot on defaults: said once in the log, and on the app's Home tab. */
function defaultsOf({ redis, model }: Config): readonly string[] {
  const noRedis =
    'REDIS_URL is not set: questions and threads live in this process and go with it.';
  const noKey =
    'ANTHROPIC_API_KEY is not set: no model answers; tools, reviews and written checklists do, and say so.';
  return [...(redis === null ? [noRedis] : []), ...(model.apiKey === null ? [noKey] : [])];
}
