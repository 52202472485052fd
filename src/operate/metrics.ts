import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { ReplyEnding } from '../core/reply.ts';
import { totalTokens, type Usage } from '../core/usage.ts';
import { within } from './within.ts';

/**
 * What the bot counts. Every label is of a small, fixed set (a kind, an agent's id, a model's id, a Slack method):
 * never a person, a channel, a thread or a text, which would grow without end and tell who asked what.
 */
export interface Metrics {
  /** One delivery by Slack: what it was, and what became of it. */
  event(kind: string, outcome: string): void;
  /** One finished turn. `firstTextMs` is from the question's arrival to the first text in Slack. */
  turn(turn: TurnMeasured): void;
  /** What a turn used. Null: no model answered, but one chose the agent, or failed. */
  usage(model: string | null, usage: Usage): void;
  /** Something that failed, by kind: a model failure's kind, `slack`, `store`, `budget`, `internal`, … */
  failure(kind: string): void;
  slackCall(method: string, outcome: SlackCallOutcome): void;
  /** The exposition for a scrape. Never throws because of a gauge that could not be read. */
  text(): Promise<string>;
  readonly contentType: string;
}

export type SlackCallOutcome = 'ok' | 'rate_limited' | 'http_error' | 'network_error';

interface TurnMeasured {
  readonly agent: string | null;
  readonly outcome: ReplyEnding['outcome'];
  readonly tookMs: number;
  readonly firstTextMs: number | null;
}

export interface MetricsOptions {
  /** Threads waiting for a worker; asked at each scrape. */
  readonly queueDepth: () => Promise<number>;
  /** How long that may take; Prometheus itself waits 10 s. */
  readonly timeoutMs?: number;
}

export function createMetrics({ queueDepth, timeoutMs = 1_000 }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  trackQueueDepth(registry, () => within(timeoutMs, queueDepth));
  return {
    ...countTraffic(registry),
    ...measureTurns(registry),
    ...countUsage(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function countTraffic(registry: Registry): Pick<Metrics, 'event' | 'slackCall' | 'failure'> {
  const registers = [registry];
  const events = new Counter({
    name: 'architect_events_total',
    help: 'Deliveries by Slack, by kind and what became of them.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const slackCalls = new Counter({
    name: 'architect_slack_calls_total',
    help: 'Calls of the Slack Web API, by method and HTTP outcome.',
    labelNames: ['method', 'outcome'],
    registers,
  });
  const failures = new Counter({
    name: 'architect_failures_total',
    help: 'Failures by kind.',
    labelNames: ['kind'],
    registers,
  });
  return {
    event: (kind, outcome) => events.inc({ kind, outcome }),
    slackCall: (method, outcome) => slackCalls.inc({ method, outcome }),
    failure: (kind) => failures.inc({ kind }),
  };
}

function measureTurns(registry: Registry): Pick<Metrics, 'turn'> {
  const registers = [registry];
  const turns = new Counter({
    name: 'architect_turns_total',
    help: 'Finished turns, by agent and outcome.',
    labelNames: ['agent', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'architect_turn_seconds',
    help: "From a question's arrival to its finished answer.",
    buckets: [0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300],
    registers,
  });
  const firstText = new Histogram({
    name: 'architect_first_text_seconds',
    help: "From a question's arrival to the first text of its answer.",
    buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60],
    registers,
  });
  return {
    turn({ agent, outcome, tookMs, firstTextMs }) {
      turns.inc({ agent: agent ?? 'none', outcome });
      seconds.observe(tookMs / 1000);
      if (firstTextMs !== null) firstText.observe(firstTextMs / 1000);
    },
  };
}

function countUsage(registry: Registry): Pick<Metrics, 'usage'> {
  const registers = [registry];
  const tokens = new Counter({
    name: 'architect_tokens_total',
    help: 'Tokens by kind (input, cache_read, cache_write, output) and model.',
    labelNames: ['kind', 'model'],
    registers,
  });
  const dollars = new Counter({
    name: 'architect_dollars_total',
    help: 'US dollars spent, as far as prices are known.',
    labelNames: ['model'],
    registers,
  });
  const unpriced = new Counter({
    name: 'architect_unpriced_tokens_total',
    help: 'Tokens whose price is not known: while it grows, the dollars are the least that was spent.',
    labelNames: ['model'],
    registers,
  });
  return {
    usage(answered, usage) {
      if (totalTokens(usage) === 0) return;
      const model = answered ?? 'none';
      tokens.inc({ kind: 'input', model }, usage.inputTokens);
      tokens.inc({ kind: 'cache_read', model }, usage.cacheReadTokens);
      tokens.inc({ kind: 'cache_write', model }, usage.cacheWriteTokens);
      tokens.inc({ kind: 'output', model }, usage.outputTokens);
      if (usage.usd > 0) dollars.inc({ model }, usage.usd);
      if (usage.unpricedTokens > 0) unpriced.inc({ model }, usage.unpricedTokens);
    },
  };
}

/** Left out of a scrape while the store cannot be asked, so that an outage hides no other number. */
function trackQueueDepth(registry: Registry, queueDepth: () => Promise<number>): Gauge {
  return new Gauge({
    name: 'architect_queue_depth',
    help: 'Threads waiting for a worker.',
    registers: [registry],
    async collect() {
      try {
        this.set(await queueDepth());
      } catch {
        this.remove();
      }
    },
  });
}
