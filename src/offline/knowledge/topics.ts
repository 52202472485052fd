import { api } from './api.ts';
import { boundaries } from './boundaries.ts';
import { busy } from './busy.ts';
import { clients } from './clients.ts';
import { code } from './code.ts';
import { contracts } from './contracts.ts';
import { data } from './data.ts';
import { deleting } from './deleting.ts';
import { delivery } from './delivery.ts';
import { designing } from './designing.ts';
import { facts } from './facts.ts';
import { finding } from './finding.ts';
import { mapping } from './mapping.ts';
import { planning } from './planning.ts';
import { recovery } from './recovery.ts';
import { reliability } from './reliability.ts';
import { running } from './running.ts';
import { security } from './security.ts';
import { stores } from './stores.ts';
import { volume } from './volume.ts';
import type { Topic } from './topic.ts';

/** All that is written down, in the order in which equals are named. */
export const topics: readonly Topic[] = [
  ...boundaries,
  ...data,
  ...deleting,
  ...stores,
  ...api,
  ...security,
  ...running,
  ...busy,
  ...mapping,
  ...reliability,
  ...contracts,
  ...clients,
  ...finding,
  ...volume,
  ...facts,
  ...recovery,
  ...code,
  ...delivery,
  ...planning,
  // Last: what is said of any design gives way to what is said of this one.
  ...designing,
];
