import { describe, expect, test } from '@jest/globals';
import { at, gate, text } from '../support/model/script.ts';
import type { ScriptedModel } from '../support/model.ts';
import { type Mode, startWorld, type World } from '../support/world.ts';

const modes: readonly Mode[] = ['sockets', 'http'];

/** An answer that stands still in its middle until the gate opens; resolves once its first half is in Slack. */
async function halfAnswered(world: World, question: string) {
  const middle = gate();
  world.model.next([text('The first half. '), at(middle), text('The second half.')], prose);
  const { slack } = world;
  const asked = slack.person('ada').say('general', `${slack.mention} ${question}`);
  await slack.until(
    () => slack.answers('general', asked.ts).some((m) => m.text.includes('first half')),
    { timeoutMs: 20_000, what: 'the first half in Slack' },
  );
  return { asked, middle };
}

const SQL = 'create table t (id bigint primary key)';

const prose = (request: ScriptedModel['requests'][number]) => !request.wantsJson;

// Side by side: most of each is waiting for a dead worker's lock to run out.
describe.each(modes)('over %s', (mode) => {
  test.concurrent(
    'a bot that is killed while it answers finishes that message when it is started again',
    async () => {
      await using world = await startWorld(mode);
      const first = await world.bot();
      const { asked } = await halfAnswered(world, 'how do I version events?');
      const [begun] = world.slack.answers('general', asked.ts);
      first.kill('SIGKILL');
      await first.exited;
      world.model.next([text('Whole: with upcasters.')], prose);
      await world.bot();
      const answers = await world.answered(asked, { timeoutMs: 60_000 });
      expect(answers.map((m) => [m.ts, m.shown.includes('Whole: with upcasters.')])).toEqual([
        [begun?.ts, true],
      ]);
      expect(answers[0]?.shown).not.toContain('first half');
    },
    120_000,
  );

  test.concurrent(
    'of two workers, one takes over what the killed one had begun, once',
    async () => {
      await using world = await startWorld(mode);
      const bots = [await world.bot(), await world.bot()];
      const { asked } = await halfAnswered(world, 'how do I drain a queue?');
      const taken = await Promise.any(
        bots.map(async (bot) => {
          await bot.line((line) => line.msg === 'dispatched');
          return bot;
        }),
      );
      world.model.next([text('Whole: stop the producers first.')], prose);
      taken.kill('SIGKILL');
      const answers = await world.answered(asked, { timeoutMs: 60_000 });
      expect(answers).toHaveLength(1);
      expect(answers[0]?.shown).toContain('Whole: stop the producers first.');

      const follow = world.slack.person('ada');
      world.model.next([text('Yes.')], prose);
      follow.say('general', 'also with a dead letter queue?', { threadTs: asked.ts });
      await world.answered(asked, { count: 2, timeoutMs: 60_000 });
      const raw = world.model.requests.findLast(prose)?.raw ?? '';
      expect(raw.split('how do I drain a queue?').length - 1).toBe(1);
      expect(raw).not.toContain('The first half');
    },
    120_000,
  );

  test.concurrent.each([
    ['right after the acknowledgement', false],
    ['before it heard of the marker it posted', true],
  ])(
    'a command of a bot that is killed %s is shown once, and answered, by the next',
    async (_, isPosted) => {
      await using world = await startWorld(mode);
      const first = await world.bot();
      const { slack, model } = world;
      model.always([text('One table.')], prose);
      const posted = () =>
        slack.messages('general').filter(({ user }) => user === slack.app.userId);
      if (isPosted) slack.faults.next('chat.postMessage', { kind: 'hang' }, { afterWork: true });
      const ran = await slack.person('ada').command('/schema-review', SQL, 'general');
      expect(ran).toMatchObject({ acknowledged: true });
      if (isPosted) await slack.until(() => posted().length > 0, { timeoutMs: 20_000 });
      first.kill('SIGKILL');
      await first.exited;
      await world.bot();
      const hasAnswer = () => posted().some(({ footer }) => footer !== undefined);
      await slack.until(hasAnswer, { timeoutMs: 60_000 });
      expect(posted().map(({ shown }) => /asked for|One table/.exec(shown)?.[0])).toEqual([
        'asked for',
        'One table',
      ]);
    },
    120_000,
  );

  test.concurrent(
    'a Redis that restarts under load loses no question',
    async () => {
      await using world = await startWorld(mode);
      await world.bot();
      const { slack, model, redis } = world;
      model.always((request) => [text(`re: ${request.question.slice(0, 80)}`)], prose);
      const ask = (n: number) =>
        slack.person('ada').say('general', `${slack.mention} question number ${n} about caching`);
      const before = Array.from({ length: 10 }, (_, n) => ask(n));
      await slack.settled({ timeoutMs: 30_000 });
      const restarting = redis.restart();
      const during = Array.from({ length: 10 }, (_, n) => ask(10 + n));
      await restarting;
      for (const question of [...before, ...during]) {
        const answers = await world.answered(question, { timeoutMs: 60_000 });
        expect(answers).toHaveLength(1);
      }
    },
    120_000,
  );

  test.concurrent(
    'SIGTERM lets an open answer finish and ends with 0',
    async () => {
      await using world = await startWorld(mode);
      const bot = await world.bot();
      const { asked, middle } = await halfAnswered(world, 'what is a bulkhead?');
      bot.kill('SIGTERM');
      await bot.line((line) => line.msg === 'stopping');
      middle.open();
      expect(await bot.exited).toBe(0);
      const [answer] = await world.answered(asked);
      expect(answer?.shown).toContain('The first half. The second half.');
    },
    120_000,
  );

  test.concurrent(
    'SIGTERM hands an answer that does not end over to the other worker',
    async () => {
      await using world = await startWorld(mode);
      const first = await world.bot({ SHUTDOWN_GRACE_SECONDS: '1' });
      const { asked } = await halfAnswered(world, 'what is a quorum?');
      await world.bot();
      world.model.next([text('Whole: a majority.')], prose);
      const signalledAt = Date.now();
      first.kill('SIGTERM');
      expect(await first.exited).toBe(0);
      expect(Date.now() - signalledAt).toBeLessThan(30_000);
      const answers = await world.answered(asked, { timeoutMs: 60_000 });
      expect(answers).toHaveLength(1);
      expect(answers[0]?.shown).toContain('Whole: a majority.');
    },
    120_000,
  );
});

test.concurrent(
  'what Redis could not store is not acknowledged, and Slack delivers it again',
  async () => {
    await using world = await startWorld('http');
    await world.bot();
    const { slack, model, redis } = world;
    await redis.kill();
    model.always([text('Here it is.')], prose);
    const asked = slack.person('ada').say('general', `${slack.mention} are you there?`);
    await slack.until(() => slack.pending().some((delivery) => delivery.attempts > 0), {
      timeoutMs: 20_000,
    });
    await redis.restart();
    const answers = await world.answered(asked, { timeoutMs: 60_000 });
    expect(answers.map((answer) => answer.text)).toEqual(['Here it is.']);
  },
  120_000,
);
