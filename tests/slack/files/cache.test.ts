import { expect, test } from '@jest/globals';
import { createCache } from '../../../src/slack/files/cache.ts';

test('drops what was not asked for the longest', () => {
  const cache = createCache<number>(10);
  cache.set('a', 1, 4);
  cache.set('b', 2, 4);
  cache.get('a');
  cache.set('c', 3, 4);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('does not keep what is larger than itself, nor count what was replaced', () => {
  const cache = createCache<number>(10);
  cache.set('big', 1, 11);
  for (let i = 0; i < 5; i += 1) cache.set('a', i, 9);
  cache.set('b', 2, 1);
  expect([cache.get('big'), cache.get('a'), cache.get('b')]).toEqual([undefined, 4, 2]);
});
