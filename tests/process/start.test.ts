import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { ROOT, spawnBot, startBot } from '../support/bot.ts';

describe('the process', () => {
  test('names a missing variable in one line and ends with 2', async () => {
    const bot = spawnBot({ SLACK_SIGNING_SECRET: 'secret' });
    expect(await bot.exited).toBe(2);
    expect(bot.errors).toHaveLength(1);
    expect(bot.errors[0]).toContain('SLACK_BOT_TOKEN');
  });

  test('says in one line that it cannot reach Slack and ends with 1', async () => {
    const bot = spawnBot({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    });
    expect(await bot.exited).toBe(1);
    expect(bot.errors).toHaveLength(1);
    expect(bot.errors[0]).toMatch(/could not start: .*ECONNREFUSED/);
    const { err } = await bot.line((line) => line.msg === 'could not start');
    expect(err).toMatchObject({ stack: expect.stringContaining('caused by: Error: connect') });
  });

  test('names the agents’ folder that it cannot read and ends with 2', async () => {
    const bot = spawnBot({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret',
      AGENTS_DIR: '/nowhere',
    });
    expect(await bot.exited).toBe(2);
    expect(bot.errors).toEqual([expect.stringMatching(/^AGENTS_DIR .*\/nowhere \(ENOENT\)$/)]);
  });

  test('ends as well as `architect start`, in any folder, with a Redis that it still looks for', async () => {
    const bot = spawnBot(
      {
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_SIGNING_SECRET: 'secret',
        SLACK_API_URL: 'http://127.0.0.1:9/api/',
        REDIS_URL: 'redis://127.0.0.1:9',
        DEFAULT_AGENT: 'nobody',
      },
      { command: [process.execPath, join(ROOT, 'dist/cli/architect.js'), 'start'], cwd: tmpdir() },
    );
    expect(await bot.exited).toBe(1);
    expect(bot.errors).toHaveLength(1);
    const { agents } = await bot.line((line) => line.msg === 'agents loaded');
    expect(agents).toContain('schema-reviewer');
    expect(bot.lines.filter(({ msg }) => msg?.includes('DEFAULT_AGENT'))).toHaveLength(1);
  });

  test('is what a signal to `npm start` reaches: npm signals its shell, which would die and leave the bot', async () => {
    const slack = await createLocalSlack();
    const bot = await startBot(slack.environment('sockets'), { command: ['npm', 'start'] });
    try {
      bot.kill('SIGTERM');
      expect(await bot.exited).toBe(0);
      await expect(fetch(`${bot.url}/healthz`)).rejects.toThrow('fetch failed');
    } finally {
      bot.kill('SIGKILL');
      await slack.close();
    }
  });

  test('runs without Redis and without a key, says both once, answers honestly and reviews a schema', async () => {
    const slack = await createLocalSlack();
    const bot = await startBot(slack.environment('sockets'));
    try {
      const said = (name: string) => bot.lines.filter((line) => line.msg?.includes(name)).length;
      expect([said('REDIS_URL'), said('ANTHROPIC_API_KEY')]).toEqual([1, 1]);
      const question = slack.person('ada').say('general', `${slack.mention} shard or replicate?`);
      const answer = await slack.until(
        () => slack.answers('general', question.ts).find((m) => m.footer !== undefined),
        { timeoutMs: 20_000 },
      );
      expect(answer.shown).toMatch(/no language model/i);
      const ada = slack.person('ada');
      await ada.command('/schema-review', 'create table t (a int, b int)', 'general');
      await slack.until(
        () => slack.messages('general').find((m) => m.footer && m.shown.includes('pk.missing')),
        { timeoutMs: 50_000, what: 'a review by the child that is built beside the bot' },
      );
      const [health, ready, metrics] = await Promise.all(
        ['healthz', 'readyz', 'metrics'].map((path) => fetch(`${bot.url}/${path}`)),
      );
      expect([health?.status, ready?.status, metrics?.status]).toEqual([200, 200, 200]);
      expect(await metrics?.text()).toContain('architect_turns_total');
      bot.kill('SIGTERM');
      expect(await bot.exited).toBe(0);
    } finally {
      bot.kill('SIGKILL');
      await slack.close();
    }
  });
});
