import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createReviewers } from '../../src/app/reviewers.ts';
import { createToolbox } from '../../src/app/toolbox.ts';
import { createSystemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import { readPrices } from '../../src/prices-file.ts';
import type { ConversationMessage } from '../../src/core/conversation.ts';
import { type ScriptedModel, startScriptedModel } from '../support/model.ts';
import { accountForCache } from '../support/model/cache.ts';
import { text, thinking, toolUse } from '../support/model/script.ts';
import { aConversation, aMessage, anAgent, ask, modelAt } from './builders.ts';
import { aRecommendation } from './recommendations.ts';

let server: ScriptedModel;

beforeEach(async () => {
  server = await startScriptedModel();
});

afterEach(() => server.close());

test('from the second request on, most of a consultation is a prefix that is cached', async () => {
  const prompt = readFileSync('agents/backend-system-architect.md', 'utf8');
  const agent = anAgent({ id: 'backend-system-architect', prompt });
  const clock = createSystemClock();
  const { decisions } = createMemory({ ttlMs: 60_000, concurrency: 1, clock, log: silentLog });
  const tools = createToolbox(createReviewers(), readPrices(null), decisions);
  const messages: ConversationMessage[] = [];
  const prose = 'The queue takes what the warehouse cannot. '.repeat(60);
  const turn = async (words: string): Promise<void> => {
    const ts = `17637${String(90_000 + messages.length)}.000100`;
    const message = aMessage({ ts, text: words });
    const { answer } = await ask(
      modelAt(server.url),
      { agent, messages: [message], conversation: aConversation({ messages }) },
      { tools },
    );
    messages.push({ role: 'person', ts, user: 'U1', text: words, files: [] });
    messages.push({ role: 'agent', ts: `${ts}1`, agent: agent.id, text: answer.text });
  };

  server.next([thinking('Load first.'), toolUse('find_bottlenecks', { nonsense: true })]);
  server.next([text(prose), toolUse('recommend', aRecommendation())]);
  await turn('Please design the way of an order from our shop to the warehouse system.');
  server.next([text(prose)]);
  await turn('And what about returns?');
  server.next([text(`${prose} It takes 9,000 requests/s.`)]);
  server.next([text(prose)]);
  await turn('Is it fast enough?');

  const accounted = accountForCache(server.requests, 1_200);
  expect(accounted).toHaveLength(5);
  for (const { cachedShare } of accounted.slice(1)) expect(cachedShare).toBeGreaterThan(0.8);
  const sum = (key: 'usd' | 'usdUncached') =>
    accounted.reduce((total, request) => total + request[key], 0);
  expect(sum('usd')).toBeLessThan(sum('usdUncached') * 0.75);
});
