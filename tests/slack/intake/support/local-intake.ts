import type { AgentLibrary } from '../../../../src/core/agent.ts';
import type { Claim } from '../../../../src/core/inbox.ts';
import type { Stores } from '../../../../src/core/stores.ts';
import { searchDecisions } from '../../../../src/decisions/search.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { createMemory } from '../../../../src/memory/memory.ts';
import { createLocalSlack, type LocalSlack } from '../../../../src/playground/slack/local-slack.ts';
import { createSlackClients } from '../../../../src/slack/clients.ts';
import { createSlackIntake, type SlackIntake } from '../../../../src/slack/intake/slack-intake.ts';
import { systemClock } from '../../../support/clock.ts';
import { placing } from './placing.ts';
import { noAgents } from './running-intake.ts';

export interface LocalIntake {
  readonly slack: LocalSlack;
  readonly intake: SlackIntake;
  readonly stores: Stores;
  readonly outcomes: readonly string[];
  readonly claim: (channel: string, ts: string) => Promise<Claim | null>;
  readonly close: () => Promise<void>;
}

export interface LocalIntakeOptions {
  readonly mode: 'sockets' | 'http';
  readonly connections?: number;
  readonly stores?: (stores: Stores) => Stores;
  readonly agents?: AgentLibrary;
  /** Instead of the right one. */
  readonly appToken?: string;
}

/** The whole intake on the memory stores, in front of the local Slack. */
export async function startLocalIntake(options: LocalIntakeOptions): Promise<LocalIntake> {
  const slack = await createLocalSlack();
  const { botToken, appToken, signingSecret } = slack.settings;
  const memory = createMemory({
    ttlMs: 3_600_000,
    concurrency: 2,
    clock: systemClock,
    log: silentLog,
  });
  const stores = options.stores?.(memory) ?? memory;
  const outcomes: string[] = [];
  const clients = createSlackClients({ token: botToken, apiUrl: slack.apiUrl, log: silentLog });
  const placed = placing(stores, clients, { first: true });
  const intake = createSlackIntake({
    config: {
      botToken,
      signingSecret,
      apiUrl: slack.apiUrl,
      port: 0,
      decisionReaction: 'memo',
      ...(options.mode === 'sockets' ? { appToken: options.appToken ?? appToken } : {}),
      ...(options.connections === undefined ? {} : { connections: options.connections }),
    },
    ...placed.stores,
    searchDecisions,
    agents: options.agents ?? noAgents,
    clients,
    clock: systemClock,
    log: silentLog,
    routes: [],
    onEvent: (kind, outcome) => outcomes.push(`${kind} ${outcome}`),
  });
  const { port } = await intake.start().catch(async (thrown: unknown) => {
    await slack.close();
    throw thrown;
  });
  if (options.mode === 'http') slack.deliverTo([`http://127.0.0.1:${port}/slack/events`]);
  return {
    slack,
    intake,
    stores,
    outcomes,
    claim: (channel, ts) => memory.inbox.claim({ team: slack.team.id, channel, ts }),
    close: async () => {
      await intake.stop();
      await slack.close();
    },
  };
}
