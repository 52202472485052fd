import type { AgentLibrary } from '../../core/agent.ts';
import { settledWithin, type Clock } from '../../core/clock.ts';
import type { Conversations } from '../../core/conversation.ts';
import type { Decisions } from '../../core/decision.ts';
import type { Inbox } from '../../core/inbox.ts';
import type { Channels } from '../../core/settings.ts';
import type { Wakeups } from '../../core/wakeups.ts';
import type { Log } from '../../lib/log.ts';
import type { SlackClients } from '../clients.ts';
import type { SearchDecisions } from './architect-command.ts';
import { whoAmI, type Bot } from './bot.ts';
import { DurableApp } from './durable-app.ts';
import { createHandle, type Handling } from './handlers.ts';
import { createHttpReceiver } from './http-receiver.ts';
import { createHttpServer, type Route } from './http-server.ts';
import { createIntake } from './intake.ts';
import { createOnce } from './once.ts';
import { createReceive } from './receive.ts';
import { createSocketReceiver } from './socket-receiver.ts';
import type { Source } from './source.ts';

export interface SlackIntakeOptions {
  readonly config: SlackIntakeConfig;
  readonly inbox: Inbox;
  readonly wakeups: Wakeups;
  readonly channels: Channels;
  readonly conversations: Conversations;
  readonly decisions: Decisions;
  readonly searchDecisions: SearchDecisions;
  readonly agents: AgentLibrary;
  readonly clients: SlackClients;
  readonly clock: Clock;
  readonly log: Log;
  /** Health and metrics, on the same port in both modes. */
  readonly routes: readonly Route[];
  readonly status?: () => readonly string[];
  readonly onEvent?: (kind: string, outcome: string) => void;
}

interface SlackIntakeConfig {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Set: Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl: string;
  /** 0: any free one. */
  readonly port: number;
  /** Name of the reaction that saves a decision, without colons. */
  readonly decisionReaction: string;
  /** Socket Mode connections of this process; Slack allows 10 an app. */
  readonly connections?: number;
}

/**
 * Everything that comes in from Slack, in either mode.
 *
 * Promises: what Slack was told to be accepted is stored; `quiesce` and `stop` end intake at once and wait only for
 * what was being stored. `start` rejects when the token is refused, the port is taken or no connection can be made.
 */
export interface SlackIntake {
  start(): Promise<{ readonly port: number; readonly bot: Bot }>;
  /** Ends intake and goes on serving the routes, so that health can be asked while answers finish. */
  quiesce(): Promise<void>;
  /** Quiesces, and closes the HTTP server. */
  stop(): Promise<void>;
  connected(): boolean;
}

export function createSlackIntake(options: SlackIntakeOptions): SlackIntake {
  const { config, clients, clock, log } = options;
  const source = createSource(options);
  const server = createHttpServer([...source.routes, ...options.routes], log);
  let app: DurableApp | undefined;

  async function quiesce(): Promise<void> {
    source.pause();
    if (app !== undefined) await settledWithin(clock, STOP_PATIENCE_MS, app.settled());
    await source.stop();
  }

  return {
    async start() {
      const bot = await whoAmI(clients.lookup);
      const { botToken, apiUrl } = config;
      const handle = createHandle(handlingOf(options, bot));
      app = new DurableApp({ receiver: source, handle, bot, botToken, apiUrl, log });
      const port = await server.listen(config.port);
      try {
        await app.start();
      } catch (thrown) {
        await server.close();
        throw thrown;
      }
      return { port, bot };
    },
    quiesce,
    async stop() {
      await quiesce();
      await server.close();
    },
    connected: () => source.connected(),
  };
}

function createSource({ config, clock, log }: SlackIntakeOptions): Source {
  const { appToken, apiUrl, signingSecret, connections = 2 } = config;
  if (appToken === undefined) return createHttpReceiver({ signingSecret, clock, log });
  return createSocketReceiver({ appToken, apiUrl, connections, clock, log });
}

function handlingOf(options: SlackIntakeOptions, bot: Bot): Handling {
  const { status = () => [], onEvent = () => {}, clock } = options;
  const { channels, conversations, decisions, searchDecisions, agents, clients, log } = options;
  return {
    bot,
    intake: createIntake(options),
    receive: createReceive(clock),
    once: createOnce(clock),
    channels,
    conversations,
    decisions,
    searchDecisions,
    decisionReaction: options.config.decisionReaction,
    agents,
    clients,
    clock,
    log,
    status,
    onEvent,
  };
}

/** A store takes milliseconds; one that takes longer is not acknowledged, and Slack delivers again. */
const STOP_PATIENCE_MS = 2_000;
