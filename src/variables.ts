import { z } from 'zod';

/**
 * Every environment variable the bot reads, with its default and what it takes. `.env.example` and the table in
 * `docs/operate.md` list the same names (tested). A message is a predicate, written to follow the variable's name, and
 * never repeats a value that may hold a secret.
 */
export const variables = {
  SLACK_BOT_TOKEN: secret(
    'a bot token, which starts with "xoxb-"',
    startsWith('xoxb-', 'xoxe.xoxb-'),
  ),
  SLACK_SIGNING_SECRET: secret('the signing secret, without spaces', nonBlank).optional(),
  SLACK_APP_TOKEN: secret(
    'an app-level token, which starts with "xapp-"',
    startsWith('xapp-'),
  ).optional(),
  SLACK_API_URL: secret('an http or https URL', httpUrl)
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/'),
  // Slack allows 10 an app, all processes together; a second one covers the gap while Slack recycles the first.
  SLACK_CONNECTIONS: plain('a whole number from 1 to 10', wholeNumber(1, 10)).default(2),
  PORT: plain('a port from 0 to 65535', wholeNumber(0, 65_535)).default(3000),

  ANTHROPIC_API_KEY: secret('an API key, without spaces', nonBlank).optional(),
  ANTHROPIC_BASE_URL: secret('an http or https URL without /v1', modelUrl).optional(),
  ARCHITECT_MODEL: plain('a model alias or id, without spaces', nonBlank).optional(),
  ARCHITECT_MODEL_HAIKU: plain('a model id, without spaces', nonBlank).optional(),
  ARCHITECT_MODEL_SONNET: plain('a model id, without spaces', nonBlank).optional(),
  ARCHITECT_MODEL_OPUS: plain('a model id, without spaces', nonBlank).optional(),
  ARCHITECT_MODEL_FABLE: plain('a model id, without spaces', nonBlank).optional(),
  ARCHITECT_COMPAT: choice('full', 'minimal').default('full'),

  REDIS_URL: secret(
    'a redis://, rediss://, redis-cluster:// or redis-sentinel:// URL',
    redisUrl,
  ).optional(),
  REDIS_KEY_PREFIX: plain('letters, digits, "-" and "_"', keyPrefix).default('architect'),
  THREAD_TTL_DAYS: plain('a whole number of days from 1 to 3650', wholeNumber(1, 3650)).default(30),
  // A turn mostly waits for the model, so the limit is about memory and sockets, not about cores.
  WORKERS_CONCURRENCY: plain('a whole number from 1 to 1000', wholeNumber(1, 1000)).default(100),
  // Stopping has to end within 30 s in all: the rest is for handing over and closing connections.
  SHUTDOWN_GRACE_SECONDS: plain(
    'a whole number of seconds from 0 to 20',
    wholeNumber(0, 20),
  ).default(20),

  AGENTS_DIR: plain('a folder', nonEmpty).default('agents'),
  DEFAULT_AGENT: plain('the id of an agent, without spaces', nonBlank).optional(),

  BUDGET_TURN_USD: plain('dollars above 0, such as 1.50', dollars).default(2),
  BUDGET_THREAD_USD: plain('dollars above 0, such as 10', dollars).optional(),
  BUDGET_USER_DAY_USD: plain('dollars above 0, such as 5', dollars).optional(),

  ARCHITECT_PRICES: plain('a file', nonEmpty).optional(),

  REPLY_MODE: choice('stream', 'update').default('stream'),
  LINK_HOSTS: plain('host names separated by commas, such as "wiki.example.com"', hosts).default(
    [],
  ),
  DECISION_REACTION: plain('the name of a reaction without colons, such as memo', reaction).default(
    'memo',
  ),

  GITHUB_TOKEN: secret('a read-only token, without spaces', nonBlank).optional(),
  ARCHITECT_GITHUB_REPOS: plain(
    'repositories separated by commas, such as "acme/shop,acme/*"',
    repositories,
  ).default([]),
  GITHUB_API_URL: secret('an http or https URL', httpUrl)
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.github.com'),

  LOG_LEVEL: choice('debug', 'info', 'warn', 'error', 'silent').default('info'),
};

/** A variable whose value may be shown when it does not fit. */
function plain<T>(expected: string, read: (raw: string) => T | undefined) {
  return value(expected, read, (raw) => `is ${JSON.stringify(raw.slice(0, 60))}`);
}

/** A variable that is a secret, or a URL that may carry one. */
function secret<T>(expected: string, read: (raw: string) => T | undefined) {
  return value(expected, read, (raw) =>
    /^(["']).*\1$/.test(raw) ? 'is wrapped in quotes' : 'has a value that does not fit',
  );
}

function value<T>(
  expected: string,
  read: (raw: string) => T | undefined,
  wrong: (raw: string) => string,
) {
  return z.string({ error: `is not set; expected ${expected}` }).transform((raw, context): T => {
    const result = read(raw);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: `${wrong(raw)}; expected ${expected}` });
    return z.NEVER;
  });
}

function choice<const Options extends readonly string[]>(...options: Options) {
  const read = (raw: string): Options[number] | undefined =>
    options.find((option) => option === raw.toLowerCase());
  return plain(`one of ${options.join(', ')}`, read);
}

function startsWith(...prefixes: readonly string[]): (raw: string) => string | undefined {
  return (raw) => {
    const known = prefixes.some((prefix) => raw.startsWith(prefix) && raw.length > prefix.length);
    return known ? nonBlank(raw) : undefined;
  };
}

function nonEmpty(raw: string): string | undefined {
  return raw === '' ? undefined : raw;
}

/** Values that go into a header or a request: printable ASCII, no blanks. */
function nonBlank(raw: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(raw) && !/^(["']).*\1$/.test(raw) ? raw : undefined;
}

function wholeNumber(min: number, max: number): (raw: string) => number | undefined {
  return (raw) => {
    const number = /^\d+$/.test(raw) ? Number(raw) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  };
}

function reaction(raw: string): string | undefined {
  return /^[\w+-]{1,100}$/.test(raw) ? raw : undefined;
}

/** `owner/repo`, or `owner/*` for all of an owner's. */
function repositories(raw: string): readonly string[] | undefined {
  const names = raw.split(',').map((name) => name.trim().toLowerCase());
  return names.every((name) => /^[\w.-]+\/(?:[\w.-]+|\*)$/.test(name)) ? names : undefined;
}

function dollars(raw: string): number | undefined {
  const number = /^\$?\d+(?:\.\d+)?$/.test(raw) ? Number(raw.replace('$', '')) : 0;
  return number > 0 ? number : undefined;
}

function httpUrl(raw: string): string | undefined {
  return hasProtocol(raw, ['http:', 'https:']) ? raw : undefined;
}

/** The SDK adds `/v1` itself; a base that has it too ends in a 404 that is hard to read. */
function modelUrl(raw: string): string | undefined {
  const url = httpUrl(raw)?.replace(/\/+$/, '');
  return url?.endsWith('/v1') === true ? undefined : url;
}

/** What the Redis adapter connects to: one server, or a list of nodes. */
function redisUrl(raw: string): string | undefined {
  const one = hasProtocol(raw, ['redis:', 'rediss:']);
  const [, nodes = ''] =
    /^rediss?-(?:cluster|sentinel):\/\/(?:[^@/\s]*@)?([^@/\s]+)(?:\/[^/\s]*)?(?:\/\d+)?$/.exec(
      raw,
    ) ?? [];
  const several = nodes.split(',').every((node) => node !== '' && URL.canParse(`redis://${node}`));
  return one || several ? raw : undefined;
}

function keyPrefix(raw: string): string | undefined {
  return /^[\w-]{1,40}$/.test(raw) ? raw : undefined;
}

function hasProtocol(raw: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(raw)) return false;
  const url = new URL(raw);
  return protocols.includes(url.protocol) && url.hostname !== '';
}

function hosts(raw: string): readonly string[] | undefined {
  const names = raw
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name !== '');
  return names.every(isHost) ? names : undefined;
}

function isHost(name: string): boolean {
  return /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}(?::\d{1,5})?$/.test(name);
}
