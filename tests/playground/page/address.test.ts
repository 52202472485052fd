import { describe, expect, test } from '@jest/globals';
import { readAddress, writeAddress } from '../../../src/playground/page/address.ts';
import type { MessageData, Snapshot } from '../../../src/playground/slack/data.ts';

const person = (id: string, isBot = false) => {
  return { id, name: id, realName: id, team: 'T', isBot };
};
const channel = (id: string, members: readonly string[], kind: 'public' | 'direct' = 'public') => {
  return { id, name: id, kind, members, archived: false };
};
const question: MessageData = {
  channel: 'general',
  ts: '1.5',
  user: 'ada',
  text: 'why?',
  format: 'mrkdwn',
  blocks: [],
  files: [],
  reactions: [],
  unfurl: false,
};
const snapshot: Snapshot = {
  team: { id: 'T', name: 'Team', domain: 'team' },
  app: { id: 'A', botId: 'B', userId: 'bot', name: 'architect' },
  people: [person('bot', true), person('ada'), person('50%')],
  channels: [
    channel('general', ['ada', '50%']),
    channel('platform', ['ada']),
    channel('D1', ['ada', 'bot'], 'direct'),
  ],
  messages: [question],
  sessions: [],
  views: [],
  files: [],
  prompts: [],
};
const read = (hash: string) => readAddress(hash, snapshot);

describe("the page's address", () => {
  test.each([
    ['#ada/platform', 'ada', { room: 'platform', tab: 'messages', thread: null }],
    ['#ada/general/1.5', 'ada', { room: 'general', tab: 'messages', thread: '1.5' }],
    ['#ada/%40app/home', 'ada', { room: 'D1', tab: 'home', thread: null }],
    ['#ada/', 'ada', { room: '', tab: 'messages', thread: null }],
    ['#50%25/general', '50%', { room: 'general', tab: 'messages', thread: null }],
  ] as const)('%s names who and where, and is written as it was read', (hash, me, place) => {
    expect(read(hash)).toEqual({ me, place });
    expect(writeAddress(read(hash), snapshot)).toBe(hash);
  });

  test.each([
    ['', 'ada', 'general'],
    ['#nobody/platform', 'ada', 'platform'],
    ['#50%', '50%', 'general'],
    ['#ada/%E0%A4%A', 'ada', 'general'],
    ['#50%25/platform', '50%', 'general'],
    ['#ada/general/9.9', 'ada', 'general'],
  ])('of %p what is there counts, the rest is left out', (hash, me, room) => {
    expect(read(hash)).toEqual({ me, place: { room, tab: 'messages', thread: null } });
  });
});
