import { approvedHosts } from './app/approved-hosts.ts';
import { nothingAround } from './app/around.ts';
import { defaultsOf } from './app/defaults.ts';
import { createParts, type Parts } from './app/parts.ts';
import { createResponding } from './app/responding.ts';
import { type Config, ConfigError } from './config.ts';
import { searchDecisions } from './decisions/search.ts';
import type { Drain } from './core/wakeups.ts';
import { errorCode, toError } from './lib/errors.ts';
import type { Log } from './lib/log.ts';
import { createHealth } from './operate/health.ts';
import type { Metrics } from './operate/metrics.ts';
import type { Bot } from './slack/intake/bot.ts';
import { createSlackIntake, type SlackIntake } from './slack/intake/slack-intake.ts';
import { createMarkers } from './slack/reply/markers.ts';
import { createReplies } from './slack/reply/replies.ts';
import { createDrain, type TakeTurn } from './turns/drain.ts';
import { createPlace, placeOrAnswer } from './turns/place.ts';
import { createOnDue } from './turns/revisit.ts';
import type { FinishedTurn } from './turns/settle.ts';
import { createTakeTurn } from './turns/turn.ts';

export interface App {
  /** Resolves when the bot takes questions. Rejects with what it could not do without. */
  start(): Promise<{ readonly port: number }>;
  /** Ends intake at once, lets open answers finish or hands them over, releases everything. */
  stop(): Promise<void>;
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
      await startAgents(parts);
      const { port, bot } = await intake.start();
      await stores.wakeups.start(createWork(parts, bot));
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

/** What is done for a thread when its doorbell rings. */
function createWork(parts: Parts, bot: Bot): Drain {
  const { stores, clients, clock, log } = parts;
  const markers = createMarkers({ clients, botUserId: bot.userId, clock, log });
  return placeOrAnswer(
    createDrain({ ...stores, takeTurn: createPlace({ ...stores, markers, log }) }),
    createDrain({ ...stores, takeTurn: createTurns(parts, bot) }),
  );
}

/** What happens between a claim and its completion, assembled from the inside out. */
function createTurns(parts: Parts, bot: Bot): TakeTurn {
  const { config, clients, stores, clock, log, metrics } = parts;
  const { replyMode } = config.slack;
  return createTakeTurn({
    ...stores,
    replies: createReplies({
      clients,
      botUserId: bot.userId,
      clock,
      log,
      streaming: replyMode === 'stream',
      approvedHosts: approvedHosts(config, bot),
    }),
    respond: createResponding(parts, bot),
    onTurn: (turn) => measure(turn, metrics),
    clock,
    log,
  });
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
  metrics.usage(model, usage);
  if (failure !== null) metrics.failure(failure);
}

async function startAgents({ agents, config, log }: Parts): Promise<void> {
  const { dir, default: named } = config.agents;
  try {
    await agents.start();
  } catch (thrown) {
    const why = errorCode(thrown) ?? toError(thrown).message;
    throw new ConfigError([`AGENTS_DIR names a folder that cannot be read: ${dir} (${why})`]);
  }
  if (named === null || agents.get(named) !== undefined) return;
  log.warn({}, `DEFAULT_AGENT is "${named}", and no agent of that id is loaded: the bot chooses.`);
}

function saySo({ config, log }: Parts): void {
  for (const line of [...config.warnings, ...defaultsOf(config)]) log.warn({}, line);
}
