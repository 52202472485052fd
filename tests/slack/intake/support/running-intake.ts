import { createHmac } from 'node:crypto';
import type { AgentLibrary } from '../../../../src/core/agent.ts';
import type { Clock } from '../../../../src/core/clock.ts';
import type { Claim } from '../../../../src/core/inbox.ts';
import type { IncomingMessage } from '../../../../src/core/message.ts';
import type { Stores } from '../../../../src/core/stores.ts';
import type { Interruption } from '../../../../src/core/wakeups.ts';
import { searchDecisions } from '../../../../src/decisions/search.ts';
import { silentLog, type Log } from '../../../../src/lib/log.ts';
import { createMemory } from '../../../../src/memory/memory.ts';
import { createSlackClients } from '../../../../src/slack/clients.ts';
import type { Route } from '../../../../src/slack/intake/http-server.ts';
import { createSlackIntake, type SlackIntake } from '../../../../src/slack/intake/slack-intake.ts';
import { systemClock } from '../../../support/clock.ts';
import { fakeSlack, type FakeSlack } from './fake-slack.ts';
import { placing } from './placing.ts';

const SECRET = 'the signing secret of the tests';

export interface RunningIntake {
  readonly intake: SlackIntake;
  readonly url: string;
  readonly slack: FakeSlack;
  readonly stores: Stores;
  /** `kind outcome`, in order. */
  readonly outcomes: readonly string[];
  /** Resolves when nothing waits for its marker any more. */
  readonly placed: () => Promise<void>;
  /** Everything that was asked in the thread and waits. */
  readonly pending: (channel: string, ts: string) => Promise<readonly IncomingMessage[]>;
  readonly claim: (channel: string, ts: string) => Promise<Claim | null>;
  /** A signed request with a JSON body, as for events. */
  readonly event: (event: Readonly<Record<string, unknown>>) => Promise<Response>;
  /** A signed form, as for commands. */
  readonly command: (fields: Readonly<Record<string, string>>) => Promise<Response>;
  /** A signed form with a JSON payload, as for what a person pressed. */
  readonly interaction: (payload: Readonly<Record<string, unknown>>) => Promise<Response>;
}

export interface RunningOptions {
  readonly slack?: FakeSlack;
  readonly stores?: (stores: Stores) => Stores;
  readonly agents?: AgentLibrary;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly routes?: readonly Route[];
  readonly status?: () => readonly string[];
}

/** The whole intake over HTTP, on the memory stores and the real SDK with a fake Slack behind it. */
export async function startIntake(options: RunningOptions = {}): Promise<RunningIntake> {
  const { slack = fakeSlack(), clock = systemClock, log = silentLog } = options;
  const memory = createMemory({ ttlMs: 3_600_000, concurrency: 2, clock, log });
  const stores = options.stores?.(memory) ?? memory;
  const outcomes: string[] = [];
  const apiUrl = 'https://slack.test/api/';
  const clients = createSlackClients({ token: 'xoxb-1', apiUrl, log, fetch: slack.fetch });
  const placed = placing(stores, clients, { first: false, log });
  const intake = createSlackIntake({
    config: {
      botToken: 'xoxb-1',
      signingSecret: SECRET,
      apiUrl,
      port: 0,
      decisionReaction: 'memo',
    },
    ...placed.stores,
    searchDecisions,
    agents: options.agents ?? noAgents,
    clients,
    clock,
    log,
    routes: options.routes ?? [],
    ...(options.status === undefined ? {} : { status: options.status }),
    onEvent: (kind, outcome) => outcomes.push(`${kind} ${outcome}`),
  });
  const { port } = await intake.start();
  const url = `http://127.0.0.1:${port}`;
  const post = (body: string, type: string) =>
    fetch(`${url}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...sign(body, clock.now() / 1_000) },
    });
  const claim = (channel: string, ts: string) => memory.inbox.claim({ team: 'T1', channel, ts });
  return {
    intake,
    url,
    slack,
    stores,
    outcomes,
    claim,
    placed: () => placed.placed(),
    pending: async (channel, ts) => {
      await placed.placed();
      return (await claim(channel, ts))?.entries.map(({ message }) => message) ?? [];
    },
    event: (event) =>
      post(
        JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event }),
        'application/json',
      ),
    command: (fields) =>
      post(String(new URLSearchParams(fields)), 'application/x-www-form-urlencoded'),
    interaction: (payload) =>
      post(
        String(new URLSearchParams({ payload: JSON.stringify(payload) })),
        'application/x-www-form-urlencoded',
      ),
  };
}

export function sign(
  body: string,
  atSeconds: number,
  secret = SECRET,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(atSeconds));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

/** Wakeups that tell what they were told. */
export function overheard(
  stores: Stores,
): Stores & { readonly rung: string[]; readonly told: Interruption[] } {
  const rung: string[] = [];
  const told: Interruption[] = [];
  const { wakeups } = stores;
  return {
    ...stores,
    rung,
    told,
    wakeups: {
      ring: async (thread) => {
        rung.push(thread.ts);
        await wakeups.ring(thread);
      },
      interrupt: async (thread, why) => {
        told.push(why);
        await wakeups.interrupt(thread, why);
      },
      start: (drain) => wakeups.start(drain),
      depth: () => wakeups.depth(),
      stop: (graceMs) => wakeups.stop(graceMs),
    },
  };
}

export const noAgents: AgentLibrary = {
  list: () => [],
  get: () => undefined,
  report: () => ({ agents: [], skipped: [], failed: [] }),
};

/** A promise that the test settles. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const opening = new AbortController();
  const opened = new Promise<void>((resolve) => {
    opening.signal.addEventListener('abort', () => resolve());
  });
  return { opened, open: () => opening.abort() };
}
