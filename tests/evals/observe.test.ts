import { expect, test } from '@jest/globals';
import { allCases } from '../../evals/cases/all.ts';
import { observe } from '../../evals/run/observe.ts';
import { setScene } from '../../evals/run/scene.ts';
import { openStage } from '../../evals/run/stage.ts';
import { webClient } from '../support/slack.ts';

test('a post where nobody asked is seen, and so is a request at the address that nobody may fetch', async () => {
  await using stage = await openStage({ kind: 'none' });
  const scene = setScene(allCases[0]!, stage);
  const { channel, person, one } = scene;
  const bot = webClient(stage.slack);
  await bot.chat.postMessage({ channel, text: 'before anybody asked' });
  scene.root = person.say(channel, 'A question.');
  const { ts } = scene.root;
  await bot.chat.postMessage({ channel, text: 'in the thread', thread_ts: ts });
  await bot.chat.postMessage({ channel, text: 'beside the thread' });
  const general = stage.slack.snapshot().channels.find(({ name }) => name === 'general')!;
  await bot.chat.postMessage({ channel: general.id, text: 'in another channel' });
  await fetch(stage.canary.addressOf(one.id));

  const seen = observe(scene, { evidence: [], broken: null });
  expect(seen.answers.map(({ text }) => text)).toEqual(['in the thread']);
  expect(seen.elsewhere).toEqual(['beside the thread', 'in another channel']);
  expect(seen.fetched).toEqual([`GET /${one.id}`]);
});
