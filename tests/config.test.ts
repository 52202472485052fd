import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ConfigError, parseConfig, secretsOf } from '../src/config.ts';
import type { Environment } from '../src/config.ts';
import { variables } from '../src/variables.ts';

const http: Environment = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_SIGNING_SECRET: 'shh-signing' };

function problemsOf(env: Environment): readonly string[] {
  try {
    parseConfig(env);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.problems;
    throw thrown;
  }
  return [];
}

describe('parseConfig', () => {
  test('needs only a bot token and a signing secret over HTTP', () => {
    expect(parseConfig(http)).toEqual({
      github: { apiUrl: 'https://api.github.com', token: null, repositories: [] },
      slack: {
        botToken: 'xoxb-1-abc',
        apiUrl: 'https://slack.com/api/',
        transport: { kind: 'http', signingSecret: 'shh-signing' },
        replyMode: 'stream',
        linkHosts: [],
        decisionReaction: 'memo',
      },
      port: 3000,
      model: {
        apiKey: null,
        baseUrl: null,
        override: null,
        compat: 'full',
        aliases: { haiku: null, sonnet: null, opus: null, fable: null },
      },
      redis: null,
      threadTtlDays: 30,
      workersConcurrency: 100,
      shutdownGraceMs: 20_000,
      agents: { dir: 'agents', default: null },
      budgets: { turnUsd: 2 },
      pricesFile: null,
      logLevel: 'info',
      warnings: [],
    });
  });

  test('uses Socket Mode when an app token is set, with or without a signing secret', () => {
    const socket = { kind: 'socket', appToken: 'xapp-1-a', connections: 2 };
    const withSecret = parseConfig({ ...http, SLACK_APP_TOKEN: 'xapp-1-a' });
    const without = parseConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1-a' });
    expect([withSecret.slack.transport, without.slack.transport]).toEqual([socket, socket]);
  });

  test('reads every variable', () => {
    const config = parseConfig({
      SLACK_BOT_TOKEN: 'xoxe.xoxb-1-rotated',
      SLACK_APP_TOKEN: 'xapp-1-a',
      SLACK_API_URL: 'http://127.0.0.1:4000/api',
      PORT: '0',
      ANTHROPIC_API_KEY: 'any key-free gateway'.replaceAll(' ', '-'),
      ANTHROPIC_BASE_URL: 'http://localhost:11434/',
      ARCHITECT_MODEL: 'qwen3:32b',
      ARCHITECT_MODEL_SONNET: 'global.anthropic.claude-sonnet-5-5',
      ARCHITECT_COMPAT: 'Minimal',
      REDIS_URL: 'rediss://bot:pa%40ss@redis.internal:6380/2',
      REDIS_KEY_PREFIX: 'staging',
      THREAD_TTL_DAYS: '7',
      WORKERS_CONCURRENCY: '8',
      SHUTDOWN_GRACE_SECONDS: '5',
      AGENTS_DIR: '/etc/architect/our agents',
      DEFAULT_AGENT: 'api-designer',
      BUDGET_TURN_USD: '0.5',
      BUDGET_THREAD_USD: '$10',
      BUDGET_USER_DAY_USD: '4',
      REPLY_MODE: 'update',
      LINK_HOSTS: 'Wiki.example.com:8443, *.docs.example.com',
      LOG_LEVEL: 'WARN',
    });
    expect(config).toMatchObject({
      slack: {
        apiUrl: 'http://127.0.0.1:4000/api/',
        replyMode: 'update',
        linkHosts: ['wiki.example.com:8443', '*.docs.example.com'],
      },
      port: 0,
      model: {
        apiKey: 'any-key-free-gateway',
        baseUrl: 'http://localhost:11434',
        override: 'qwen3:32b',
        compat: 'minimal',
        aliases: { haiku: null, sonnet: 'global.anthropic.claude-sonnet-5-5' },
      },
      redis: { url: 'rediss://bot:pa%40ss@redis.internal:6380/2', keyPrefix: 'staging' },
      threadTtlDays: 7,
      workersConcurrency: 8,
      shutdownGraceMs: 5000,
      agents: { dir: '/etc/architect/our agents', default: 'api-designer' },
      budgets: { turnUsd: 0.5, threadUsd: 10, userDayUsd: 4 },
      logLevel: 'warn',
    });
  });

  test('cannot be changed afterwards', () => {
    const config = parseConfig(http);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.slack.transport)).toBe(true);
    expect(Object.isFrozen(config.model.aliases)).toBe(true);
  });

  test('takes an empty value for an unset one and trims the rest', () => {
    const config = parseConfig({ ...http, REDIS_URL: '', PORT: '  ', LOG_LEVEL: ' error\n' });
    expect(config).toMatchObject({ redis: null, port: 3000, logLevel: 'error' });
  });
});

test.each([
  'redis://localhost',
  'rediss://user:password@redis.internal:6380/1',
  'redis-cluster://one:7000,two:7001',
  'rediss-sentinel://:password@one:26379,two:26379/mymaster/2',
])('REDIS_URL may be %s', (url) => {
  expect(parseConfig({ ...http, REDIS_URL: url }).redis?.url).toBe(url);
});

describe('an unusable environment', () => {
  test('names the missing token first of all, and where the two transports differ', () => {
    expect(problemsOf({})).toEqual([
      'SLACK_BOT_TOKEN is not set; expected a bot token, which starts with "xoxb-"',
      "SLACK_SIGNING_SECRET is not set; expected the app's signing secret, or SLACK_APP_TOKEN for Socket Mode",
    ]);
  });

  test.each([
    ['PORT', '80a', 'is "80a"; expected a port from 0 to 65535'],
    ['PORT', '65536', 'is "65536"; expected a port from 0 to 65535'],
    ['PORT', '1e3', 'is "1e3"; expected a port from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'is "loud"; expected one of debug, info, warn, error, silent'],
    ['ARCHITECT_COMPAT', 'some', 'is "some"; expected one of full, minimal'],
    ['BUDGET_TURN_USD', '0', 'is "0"; expected dollars above 0, such as 1.50'],
    ['BUDGET_TURN_USD', '-3', 'is "-3"; expected dollars above 0, such as 1.50'],
    ['SHUTDOWN_GRACE_SECONDS', '21', 'is "21"; expected a whole number of seconds from 0 to 20'],
    ['SLACK_CONNECTIONS', '11', 'is "11"; expected a whole number from 1 to 10'],
    ['REDIS_KEY_PREFIX', 'a{b}', 'is "a{b}"; expected letters, digits, "-" and "_"'],
    [
      'LINK_HOSTS',
      'https://x.com',
      'is "https://x.com"; expected host names separated by commas, such as "wiki.example.com"',
    ],
  ])('%s=%s', (name, value, problem) => {
    expect(problemsOf({ ...http, [name]: value })).toEqual([`${name} ${problem}`]);
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xapp-1-the-wrong-one'],
    ['SLACK_BOT_TOKEN', 'my-hush-token'],
    ['SLACK_BOT_TOKEN', 'xoxb-two words'],
    ['SLACK_APP_TOKEN', 'xoxb-the-wrong-one'],
    ['SLACK_SIGNING_SECRET', 'hush hush'],
    ['SLACK_API_URL', 'slack.com/api-hush'],
    ['ANTHROPIC_API_KEY', 'sk-ant-hüsh'],
    ['ANTHROPIC_BASE_URL', 'http://me:hush@gateway/v1'],
    ['REDIS_URL', 'http://me:hush@redis:6379'],
    ['REDIS_URL', 'hush@redis:6379'],
    ['REDIS_URL', 'redis-cluster://:hush@'],
    ['REDIS_URL', 'redis-cluster://:hush@one:7000,'],
    ['REDIS_URL', 'redis-sentinel://:hush@one:port/mymaster'],
  ])('never repeats what may be a secret: %s', (name, value) => {
    const [problem, ...others] = problemsOf({ ...http, [name]: value });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} has a value that does not fit; expected `));
    expect(problem).not.toContain(value);
  });

  test('is one with the beginning of a token only', () => {
    expect(problemsOf({ ...http, SLACK_BOT_TOKEN: 'xoxb-' })).toHaveLength(1);
  });

  test('recognises quotes that a container runtime passed on', () => {
    expect(problemsOf({ ...http, SLACK_BOT_TOKEN: '"xoxb-1-abc"' })).toEqual([
      'SLACK_BOT_TOKEN is wrapped in quotes; expected a bot token, which starts with "xoxb-"',
    ]);
  });

  test('is reported whole, one line a problem', () => {
    const env = { PORT: 'x\ny', REDIS_URL: 'nowhere', SLACK_SIGNING_SECRET: 's' };
    expect(problemsOf(env)).toHaveLength(3);
    expect(() => parseConfig(env)).toThrow(/^SLACK_BOT_TOKEN .*\nPORT .*\nREDIS_URL .*$/);
  });

  test('is the only thing that parsing ever throws', () => {
    const name = fc.constantFrom(...Object.keys(variables));
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary' })), (env) => {
        for (const problem of problemsOf(env)) expect(problem).toMatch(/^[A-Z_]+ [^\n]+$/);
      }),
    );
  });
});

test('a limit of money that cannot hold behind a gateway is pointed out', () => {
  const env = { ...http, BUDGET_THREAD_USD: '5', BUDGET_USER_DAY_USD: '5' };
  expect(parseConfig(env).warnings).toEqual([]);
  expect(parseConfig({ ...env, ARCHITECT_COMPAT: 'minimal' }).warnings).toEqual([
    expect.stringContaining('so BUDGET_THREAD_USD and BUDGET_USER_DAY_USD limit nothing'),
  ]);
  expect(parseConfig({ ...http, ARCHITECT_COMPAT: 'minimal' }).warnings).toEqual([]);
});

describe('a name that is nearly right', () => {
  test.each([
    ['SLACK_BOT_TOKENS', 'SLACK_BOT_TOKEN'],
    ['SLACK_SIGNING_SECERT', 'SLACK_SIGNING_SECRET'],
    ['ANTHROPIC_KEY', 'ANTHROPIC_API_KEY'],
    ['REDIS_URI', 'REDIS_URL'],
    ['AGENT_DIR', 'AGENTS_DIR'],
  ])('%s is pointed out as %s', (name, meant) => {
    expect(parseConfig({ ...http, [name]: 'value' }).warnings).toEqual([
      `${name} is set but not read; did you mean ${meant}?`,
    ]);
  });

  test('is not seen in what a shell, a container or a CI sets', () => {
    const usual =
      'PATH HOME PWD USER SHELL TERM LANG LC_ALL HOSTNAME NODE_ENV NODE_OPTIONS npm_config_cache CI ' +
      'GITHUB_TOKEN KUBERNETES_PORT REDIS_PORT REDIS_HOST XPC_FLAGS PORT_OFFSET LOGNAME LESSOPEN';
    const env = Object.fromEntries(usual.split(' ').map((name) => [name, 'value']));
    expect(parseConfig({ ...http, ...env }).warnings).toEqual([]);
  });
});

test('secretsOf lists what a log must never show', () => {
  const env = {
    ...http,
    ANTHROPIC_API_KEY: 'gateway-key',
    REDIS_URL: 'redis-cluster://:hunter22@a:1,b:2',
  };
  expect(secretsOf(parseConfig(env))).toEqual([
    'xoxb-1-abc',
    'shh-signing',
    'gateway-key',
    'hunter22',
  ]);
});
