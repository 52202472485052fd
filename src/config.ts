import { z } from 'zod';
import type { BudgetLimits } from './core/usage.ts';
import { editDistance } from './lib/edit-distance.ts';
import { variables } from './variables.ts';

/** What the operator decided, parsed once at the start and never changed. */
export interface Config {
  readonly slack: {
    readonly botToken: string;
    /** Ends with a slash. */
    readonly apiUrl: string;
    readonly transport: SlackTransport;
    readonly replyMode: 'stream' | 'update';
    /** Hosts whose links may stay links in an answer; `*.example.com` for every host below it. */
    readonly linkHosts: readonly string[];
    /** Name of the reaction that saves an answer as a decision. */
    readonly decisionReaction: string;
  };
  /** Where a channel's project context may be read from. */
  readonly github: {
    readonly apiUrl: string;
    readonly token: string | null;
    /** `owner/repo` and `owner/*`, in lower case. Empty: none. */
    readonly repositories: readonly string[];
  };
  readonly port: number;
  readonly model: {
    /** Null: the bot runs without a model and says so. */
    readonly apiKey: string | null;
    readonly baseUrl: string | null;
    /** Replaces every agent's own choice. */
    readonly override: string | null;
    readonly compat: 'full' | 'minimal';
    /** Model ids that replace the built-in ones of an alias. */
    readonly aliases: Readonly<Record<ModelAlias, string | null>>;
  };
  /** Null: state lives in this process and goes with it. */
  readonly redis: { readonly url: string; readonly keyPrefix: string } | null;
  readonly threadTtlDays: number;
  readonly workersConcurrency: number;
  readonly shutdownGraceMs: number;
  readonly agents: { readonly dir: string; readonly default: string | null };
  readonly budgets: BudgetLimits;
  /** A JSON file of the operator's own prices, or null for the shipped list prices. */
  readonly pricesFile: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Lines for the log: names that look like a slip of the pen. */
  readonly warnings: readonly string[];
}

type ModelAlias = 'haiku' | 'sonnet' | 'opus' | 'fable';

type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string; readonly connections: number }
  | { readonly kind: 'http'; readonly signingSecret: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used: the process prints `message` and exits with 2. */
export class ConfigError extends Error {
  /** One line a problem; each names its variable and what was expected, none repeats a secret. */
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Throws a ConfigError that names every unusable variable at once. Empty values count as unset. */
export function parseConfig(env: Environment): Config {
  const set = withoutEmpty(env);
  const parsed = z.object(variables).safeParse(set);
  const transport = parsed.success ? toTransport(parsed.data) : undefined;
  if (!parsed.success || transport === undefined) {
    const problems = (parsed.error?.issues ?? []).map(line);
    throw new ConfigError([...problems, ...missingTransport(set)]);
  }
  const warnings = [...misspelled(Object.keys(set)), ...unlimited(set)];
  return deepFreeze(toConfig(parsed.data, transport, warnings));
}

/** The values that must never be seen in a log, whatever they look like. */
export function secretsOf(config: Config): readonly string[] {
  const { transport, botToken } = config.slack;
  const slack = transport.kind === 'socket' ? transport.appToken : transport.signingSecret;
  const [, redisPassword] = /:\/\/[^:@/]*:([^@/]+)@/.exec(config.redis?.url ?? '') ?? [];
  const found = [botToken, slack, config.model.apiKey, config.github.token, redisPassword];
  return found.filter((value) => value != null);
}

function withoutEmpty(env: Environment): Record<string, string> {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const trimmed = value?.trim() ?? '';
    if (trimmed !== '') set[name] = trimmed;
  }
  return set;
}

function line(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`;
}

function missingTransport(set: Environment): readonly string[] {
  if (set['SLACK_APP_TOKEN'] !== undefined || set['SLACK_SIGNING_SECRET'] !== undefined) return [];
  return [
    "SLACK_SIGNING_SECRET is not set; expected the app's signing secret, or SLACK_APP_TOKEN for Socket Mode",
  ];
}

type Values = z.infer<z.ZodObject<typeof variables>>;

function toConfig(values: Values, transport: SlackTransport, warnings: readonly string[]): Config {
  return {
    slack: {
      botToken: values.SLACK_BOT_TOKEN,
      apiUrl: values.SLACK_API_URL,
      transport,
      replyMode: values.REPLY_MODE,
      linkHosts: values.LINK_HOSTS,
      decisionReaction: values.DECISION_REACTION,
    },
    github: {
      apiUrl: values.GITHUB_API_URL,
      token: values.GITHUB_TOKEN ?? null,
      repositories: values.ARCHITECT_GITHUB_REPOS,
    },
    port: values.PORT,
    model: {
      apiKey: values.ANTHROPIC_API_KEY ?? null,
      baseUrl: values.ANTHROPIC_BASE_URL ?? null,
      override: values.ARCHITECT_MODEL ?? null,
      compat: values.ARCHITECT_COMPAT,
      aliases: {
        haiku: values.ARCHITECT_MODEL_HAIKU ?? null,
        sonnet: values.ARCHITECT_MODEL_SONNET ?? null,
        opus: values.ARCHITECT_MODEL_OPUS ?? null,
        fable: values.ARCHITECT_MODEL_FABLE ?? null,
      },
    },
    redis: toRedis(values),
    threadTtlDays: values.THREAD_TTL_DAYS,
    workersConcurrency: values.WORKERS_CONCURRENCY,
    shutdownGraceMs: values.SHUTDOWN_GRACE_SECONDS * 1000,
    agents: { dir: values.AGENTS_DIR, default: values.DEFAULT_AGENT ?? null },
    budgets: toBudgets(values),
    pricesFile: values.ARCHITECT_PRICES ?? null,
    logLevel: values.LOG_LEVEL,
    warnings,
  };
}

/** An app token wins: it is what turns Socket Mode on. */
function toTransport(values: Values): SlackTransport | undefined {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  const connections = values.SLACK_CONNECTIONS;
  if (appToken !== undefined) return { kind: 'socket', appToken, connections };
  return signingSecret === undefined ? undefined : { kind: 'http', signingSecret };
}

function toRedis({ REDIS_URL: url, REDIS_KEY_PREFIX: keyPrefix }: Values): Config['redis'] {
  return url === undefined ? null : { url, keyPrefix };
}

function toBudgets(values: Values): BudgetLimits {
  const { BUDGET_TURN_USD: turnUsd, BUDGET_THREAD_USD, BUDGET_USER_DAY_USD } = values;
  return {
    turnUsd,
    ...(BUDGET_THREAD_USD !== undefined && { threadUsd: BUDGET_THREAD_USD }),
    ...(BUDGET_USER_DAY_USD !== undefined && { userDayUsd: BUDGET_USER_DAY_USD }),
  };
}

/** Limits that are set and cannot hold. */
function unlimited(set: Environment): readonly string[] {
  if (set['ARCHITECT_COMPAT'] !== 'minimal') return [];
  const names = Object.keys(set).filter((name) => /^BUDGET_\w+_USD$/.test(name));
  if (names.length === 0) return [];
  const limits = new Intl.ListFormat('en').format(names);
  return [
    `ARCHITECT_COMPAT=minimal: prices of a gateway are not known, so ${limits} limit nothing`,
  ];
}

const ourPrefix = /^(?:SLACK|ANTHROPIC|ARCHITECT|BUDGET|GITHUB)_/;

/** Names that are not read but nearly are. Looser where the prefix shows that it was meant for the bot. */
function misspelled(names: readonly string[]): readonly string[] {
  const known = Object.keys(variables);
  return names.flatMap((name) => {
    if (known.includes(name) || name.length < 7) return [];
    const furthest = ourPrefix.test(name) ? 4 : 2;
    const [nearest] = known
      .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
      .toSorted((a, b) => a.distance - b.distance);
    if (nearest === undefined || nearest.distance > furthest) return [];
    return [`${name} is set but not read; did you mean ${nearest.candidate}?`];
  });
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  }
  return Object.freeze(value);
}
