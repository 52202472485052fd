import {
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { setIn } from '../../src/cli/env-file.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { architect } from '../support/command-line.ts';

let slack: LocalSlack;
let models: Server;
let modelsUrl: string;
let dir: string;
beforeAll(async () => {
  slack = await createLocalSlack();
  models = createServer((request, response) => {
    const { authorization, 'x-api-key': key } = request.headers;
    const isKnown = key === 'good-key' || authorization === 'Bearer good-key';
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        isKnown
          ? { data: [{ id: 'claude-next', type: 'model' }] }
          : { type: 'error', error: { type: 'authentication_error', message: 'no' } },
      ),
    );
  });
  await new Promise<void>((resolve) => models.listen(0, '127.0.0.1', resolve));
  const address = models.address();
  modelsUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  dir = await mkdtemp(join(tmpdir(), 'architect-init-'));
});
afterAll(async () => {
  await slack.close();
  models.closeAllConnections();
  models.close();
  await rm(dir, { recursive: true });
});
beforeEach(() => rm(join(dir, '.env'), { force: true }));

const around = () => ({ SLACK_API_URL: `${slack.url}/api/`, ANTHROPIC_BASE_URL: modelsUrl });
const init = (typed: readonly string[]) =>
  architect(['init', '--file', join(dir, '.env')], {
    stdin: typed.map((line) => `${line}\n`),
    env: around(),
  });
const doctor = (env: Readonly<Record<string, string | undefined>>, ...args: readonly string[]) =>
  architect(['doctor', ...args], { env: { ...around(), ...env } });
const written = () => readFile(join(dir, '.env'), 'utf8');

describe('architect init', () => {
  test('checks each token with a call and writes what holds, readable by its owner alone', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '' } = slack.environment('sockets');
    const { exitCode, stderr } = await init([SLACK_BOT_TOKEN, SLACK_APP_TOKEN, 'good-key', '']);
    expect([exitCode, await written()]).toEqual([
      0,
      `SLACK_BOT_TOKEN=${SLACK_BOT_TOKEN}\nSLACK_APP_TOKEN=${SLACK_APP_TOKEN}\nANTHROPIC_API_KEY=good-key\n`,
    ]);
    expect((await stat(join(dir, '.env'))).mode & 0o777).toBe(0o600);
    expect(stderr).toMatch(/✓ Scopes +All \d+ are granted/);
    expect(stderr).toContain('newest model: claude-next');
    expect(stderr).toContain('https://api.slack.com/apps?new_app=1&manifest_yaml=');
    expect(stderr).not.toContain(SLACK_BOT_TOKEN);
  });

  test('a token that Slack refuses is said in a sentence and asked for again', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '' } = slack.environment('http');
    const { exitCode, stderr } = await init([
      '',
      'xoxb-wrong',
      SLACK_BOT_TOKEN,
      '',
      SLACK_SIGNING_SECRET,
      'bad-key',
      '',
      '',
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('This one is needed.');
    expect(stderr).toMatch(/✗ Bot token +Slack refuses it: invalid_auth\./);
    expect(stderr).toMatch(/✗ Model +The key is refused\./);
    expect(await written()).toBe(
      `SLACK_BOT_TOKEN=${SLACK_BOT_TOKEN}\nSLACK_SIGNING_SECRET=${SLACK_SIGNING_SECRET}\n`,
    );
  });

  test('what the bot would not start with is asked for again, though a service takes it', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '' } = slack.environment('sockets');
    const bad = ['xoxp-a-person', SLACK_BOT_TOKEN, SLACK_APP_TOKEN, '', 'redis-cluster://h:999999'];
    const { exitCode, stderr } = await init([...bad, '']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('SLACK_BOT_TOKEN has a value that does not fit; expected a bot token');
    expect(stderr).toContain('REDIS_URL has a value that does not fit; expected a redis://');
    expect(await written()).not.toContain('REDIS_URL');
  });

  test('asks nothing where the file cannot be written', async () => {
    for (const [file, why] of [
      [join(dir, 'nowhere', '.env'), 'ENOENT'],
      [dir, 'EISDIR'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { exitCode, stderr } = await architect(['init', '--file', file]);
      expect([exitCode, stderr]).toEqual([2, `architect: ${file} cannot be written (${why})`]);
    }
  });

  test('what stands in the file is kept: Enter takes the old value, other lines stay', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '' } = slack.environment('sockets');
    await writeFile(
      join(dir, '.env'),
      `# ours\nLOG_LEVEL=debug\nSLACK_BOT_TOKEN=${SLACK_BOT_TOKEN}\n`,
    );
    expect((await init(['', SLACK_APP_TOKEN, '', ''])).exitCode).toBe(0);
    expect(await written()).toBe(
      `# ours\nLOG_LEVEL=debug\nSLACK_BOT_TOKEN=${SLACK_BOT_TOKEN}\nSLACK_APP_TOKEN=${SLACK_APP_TOKEN}\n`,
    );
  });

  test('writes through a link, over a file that others could read, and leaves no other behind', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '' } = slack.environment('sockets');
    const shared = await mkdtemp(join(dir, 'shared-'));
    const file = join(shared, 'secrets.env');
    await writeFile(file, 'LOG_LEVEL=debug\n', { mode: 0o644 });
    await writeFile(`${file}.new`, '', { mode: 0o644 });
    await symlink(file, join(dir, '.env'));
    expect((await init([SLACK_BOT_TOKEN, SLACK_APP_TOKEN, '', ''])).exitCode).toBe(0);
    expect(await readlink(join(dir, '.env'))).toBe(file);
    expect(await written()).toBe(
      `LOG_LEVEL=debug\nSLACK_BOT_TOKEN=${SLACK_BOT_TOKEN}\nSLACK_APP_TOKEN=${SLACK_APP_TOKEN}\n`,
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(shared)).toEqual(['secrets.env', 'secrets.env.new']);
    expect(await readFile(`${file}.new`, 'utf8')).toBe('');
  });

  test('an input that ends early writes nothing', async () => {
    const { exitCode, stderr } = await init([slack.environment('http')['SLACK_BOT_TOKEN'] ?? '']);
    expect([exitCode, await written().catch(() => null)]).toEqual([1, null]);
    expect(stderr).toContain('nothing was written');
  });
});

describe('architect doctor', () => {
  test('says of each thing how it is, and exits 0 when nothing is broken', async () => {
    const { exitCode, stdout } = await doctor(
      { ...slack.environment('sockets'), ANTHROPIC_API_KEY: 'good-key' },
      '--json',
    );
    const found = JSON.parse(stdout) as { what: string; condition: string }[];
    expect(exitCode).toBe(0);
    expect(found.map(({ what, condition }) => `${what}: ${condition}`)).toEqual([
      'Node: ok',
      'Configuration: ok',
      'Bot token: ok',
      'Scopes: ok',
      'App token: ok',
      'Redis: warn',
      'Model: ok',
      'Agents: ok',
      'Events: warn',
    ]);
  });

  test('names each variable that cannot be used, and where to set it', async () => {
    const { exitCode, stdout } = await doctor({ SLACK_BOT_TOKEN: 'nope' });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ Configuration +SLACK_BOT_TOKEN .*xoxb-/);
    expect(stdout).toContain('→ Set it in .env, or run `architect init`.');
  });

  test('a Slack that is not reached is told apart from one that refuses', async () => {
    const env = {
      ...slack.environment('http'),
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
      AGENTS_DIR: dir,
    };
    const { exitCode, stdout } = await doctor(env);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ Bot token +127\.0\.0\.1:1 was not reached/);
    expect(stdout).toMatch(/✗ Agents +None could be loaded/);
  });

  test('a missing scope is named, with the way to grant it', async () => {
    slack.configure({ scopes: ['chat:write'] });
    const { stdout } = await doctor(slack.environment('http'));
    expect(stdout).toMatch(/✗ Scopes +Missing: .*app_mentions:read/);
    expect(stdout).toContain('reinstall the app');
  });
});

test('a variable that is set twice is replaced twice: the last line counts', () => {
  expect(setIn('A=old\nexport A=older\nB=2\n', { A: 'new' })).toBe('A=new\nA=new\nB=2\n');
});

test('setting variables changes their lines and no other', () => {
  const name = fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/);
  const value = fc.stringMatching(/^[\w:/.-]{1,20}$/);
  fc.assert(
    fc.property(fc.dictionary(name, value), fc.dictionary(name, value), (before, after) => {
      const text = setIn('# kept\n', before);
      const lines = setIn(text, after).trimEnd().split('\n');
      const merged = { ...before, ...after };
      expect(lines[0]).toBe('# kept');
      expect(lines.slice(1).toSorted()).toEqual(
        Object.entries(merged)
          .map(([key, set]) => `${key}=${set}`)
          .toSorted(),
      );
    }),
  );
});
