import type { Change } from '../changes/change.ts';
import { rootOf } from '../document/node.ts';
import { compareMessages, type MessagePair } from './compare-messages.ts';
import { compareRest } from './compare-rest.ts';
import { exchangesOf, type Action, type Exchange } from './exchanges.ts';

/** What changed between two AsyncAPI documents, for those who share their channels. */
export function compareAsyncApi(before: unknown, after: unknown): readonly Change[] {
  const [old, now] = [rootOf(before), rootOf(after)];
  const [was, is] = [exchangesOf(old), exchangesOf(now)];
  const pairs = is.flatMap((one) => pairsOf(one, was));
  return [
    ...was.flatMap((one) => goneFrom(one, is)),
    ...is.flatMap((one) => newSince(one, was)),
    ...pairs.flatMap((pair) => comparedNames(pair)),
    ...compareMessages(pairs.flatMap(messagePairs), old, now),
    ...compareRest(old, now),
  ];
}

interface Pair {
  readonly old: Exchange;
  readonly now: Exchange;
}

function pairsOf(now: Exchange, earlier: readonly Exchange[]): readonly Pair[] {
  return earlier.filter((old) => isSame(old, now)).map((old) => ({ old, now }));
}

function isSame(one: Exchange, other: Exchange): boolean {
  return (
    one.address === other.address &&
    (one.action === other.action || [one.action, other.action].includes('either'))
  );
}

function goneFrom(old: Exchange, later: readonly Exchange[]): readonly Change[] {
  if (later.some((now) => isSame(old, now))) return [];
  const isThere = later.some(({ address }) => address === old.address);
  const what = isThere ? `${NO_LONGER[old.action]} anything` : 'removed the channel';
  return [{ effect: 'breaking', where: old.address, what, at: '#/channels', isGone: true }];
}

function newSince(now: Exchange, earlier: readonly Exchange[]): readonly Change[] {
  if (earlier.some((old) => isSame(old, now))) return [];
  const isThere = earlier.some(({ address }) => address === now.address);
  const what = isThere ? `${now.action}s messages now` : 'added the channel';
  return [{ effect: 'non-breaking', where: now.address, what, at: now.pointer, isGone: false }];
}

const NO_LONGER = {
  send: 'no longer sends',
  receive: 'no longer receives',
  either: 'no longer carries',
};

/** By name; the only one on each side that is left over is the same under another name. */
function matched({ old, now }: Pair) {
  const gone = [...old.messages.keys()].filter((name) => !now.messages.has(name));
  const come = [...now.messages.keys()].filter((name) => !old.messages.has(name));
  const [was, is] = [gone[0], come[0]];
  const renamed = gone.length === 1 && come.length === 1 && was !== undefined && is !== undefined;
  return renamed
    ? { gone: [], come: [], renamed: [was, is] as const }
    : { gone, come, renamed: null };
}

function comparedNames(pair: Pair): readonly Change[] {
  const { old, now } = pair;
  const { gone, come, renamed } = matched(pair);
  const action = actionOf(pair);
  const change = (effect: Change['effect'], what: string, isGone = false): Change => {
    return { effect, where: now.address, what, at: now.pointer, isGone };
  };
  // Who reads may meet a message that it does not know.
  const isNewToReaders = action !== 'receive' && old.messages.size > 0;
  return [
    ...gone.map((name) => change('breaking', `${NO_LONGER[action]} \`${name}\``, true)),
    ...come.map((name) =>
      change(isNewToReaders ? 'dangerous' : 'non-breaking', `added the message \`${name}\``),
    ),
    ...(renamed === null
      ? []
      : [change('unclassified', `the message \`${renamed[0]}\` is called \`${renamed[1]}\``)]),
  ];
}

function messagePairs(pair: Pair): readonly MessagePair[] {
  const { old, now } = pair;
  const { renamed } = matched(pair);
  return [...now.messages].flatMap(([name, message]) => {
    const earlier = old.messages.get(renamed?.[1] === name ? renamed[0] : name);
    if (earlier === undefined) return [];
    return [
      { where: `${now.address} ${name}`, action: actionOf(pair), old: earlier, now: message },
    ];
  });
}

function actionOf({ old, now }: Pair): Action {
  return old.action === 'either' ? now.action : old.action;
}
