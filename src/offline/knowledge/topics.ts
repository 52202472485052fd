import { api } from './api.ts';
import { boundaries } from './boundaries.ts';
import { data } from './data.ts';
import { designing } from './designing.ts';
import { reliability } from './reliability.ts';
import { running } from './running.ts';
import { security } from './security.ts';
import { stores } from './stores.ts';
import type { Topic } from './topic.ts';

/** All that is written down, in the order in which equals are named. */
export const topics: readonly Topic[] = [
  ...boundaries,
  ...data,
  ...stores,
  ...api,
  ...security,
  ...running,
  ...reliability,
  // Last: what is said of any design gives way to what is said of this one.
  ...designing,
];
