import { at, child, exists, fields, items, keysOf, text, type DocNode } from '../document/node.ts';
import { createResolve, type Resolve } from '../openapi/resolve.ts';

/** What the application does at an address; `either` where the document names a channel and nobody who uses it. */
export type Action = 'send' | 'receive' | 'either';

/** The messages that pass one address in one direction: what other programs rely on, whatever a channel is called. */
export interface Exchange {
  readonly address: string;
  readonly action: Action;
  readonly pointer: string;
  readonly messages: ReadonlyMap<string, DocNode>;
}

/** Of AsyncAPI 2 and 3 alike. Equal ones are put together. */
export function exchangesOf(root: DocNode): readonly Exchange[] {
  const found = text(root, 'asyncapi')?.startsWith('2') ? ofVersion2(root) : ofVersion3(root);
  const byName = new Map<string, Exchange>();
  for (const one of found) {
    const name = `${one.action} ${one.address}`;
    const before = byName.get(name);
    const messages = new Map([...(before?.messages ?? []), ...one.messages]);
    byName.set(name, { ...(before ?? one), messages });
  }
  return [...byName.values()];
}

/** In version 2 others publish what the application receives, and subscribe to what it sends. */
function ofVersion2(root: DocNode): readonly Exchange[] {
  const resolve = createResolve(root);
  return fields(child(root, 'channels')).flatMap(([address, reference]) => {
    const channel = resolve(reference);
    const used = (['publish', 'subscribe'] as const).flatMap((verb): Exchange[] => {
      const operation = child(channel, verb);
      if (!exists(operation)) return [];
      const action = verb === 'publish' ? 'receive' : 'send';
      const messages = messagesOf(child(operation, 'message'), resolve);
      return [{ address, action, pointer: operation.pointer, messages }];
    });
    return used.length > 0 ? used : [unused(address, channel, new Map())];
  });
}

function messagesOf(node: DocNode, resolve: Resolve): Exchange['messages'] {
  if (!exists(node)) return new Map();
  const choice = items(child(resolve(node), 'oneOf'));
  const found = choice.length > 0 ? choice : [node];
  return new Map(
    found.map((reference, index) => {
      const message = resolve(reference);
      const nameless = index === 0 ? 'message' : `message ${index + 1}`;
      return [nameIn(message) ?? lastKey(text(reference, '$ref')) ?? nameless, message];
    }),
  );
}

function nameIn(message: DocNode): string | undefined {
  return text(message, 'messageId') ?? text(message, 'name');
}

function ofVersion3(root: DocNode): readonly Exchange[] {
  const resolve = createResolve(root);
  const operations = fields(child(root, 'operations')).map(([, node]) => resolve(node));
  const used = operations.flatMap((operation) => ofOperation(operation, resolve));
  const addresses = new Set(used.map(({ address }) => address));
  const rest = fields(child(root, 'channels')).flatMap(([key, reference]) => {
    const channel = resolve(reference);
    const address = text(channel, 'address') ?? key;
    return addresses.has(address) ? [] : [unused(address, channel, carriedBy(channel, resolve))];
  });
  return [...used, ...rest];
}

function ofOperation(operation: DocNode, resolve: Resolve): readonly Exchange[] {
  const action = text(operation, 'action') === 'send' ? 'send' : 'receive';
  const asked = exchange(operation, action, 'an unnamed channel', resolve);
  const reply = child(operation, 'reply');
  if (!exists(reply)) return [asked];
  const answer = action === 'send' ? 'receive' : 'send';
  const back = exchange(resolve(reply), answer, `reply to ${asked.address}`, resolve);
  return [asked, back];
}

function exchange(node: DocNode, action: Action, nameless: string, resolve: Resolve): Exchange {
  const reference = child(node, 'channel');
  const channel = resolve(reference);
  const address = text(channel, 'address') ?? lastKey(text(reference, '$ref')) ?? nameless;
  const carried = carriedBy(channel, resolve);
  const named = new Set(items(child(node, 'messages')).map((one) => resolve(one).pointer));
  const some = [...carried].filter(([, message]) => named.has(message.pointer));
  const messages = named.size === 0 ? carried : new Map(some);
  return { address, action, pointer: node.pointer, messages };
}

function carriedBy(channel: DocNode, resolve: Resolve): Exchange['messages'] {
  const carried = fields(at(channel, 'messages'));
  return new Map(carried.map(([name, reference]) => [name, resolve(reference)]));
}

function unused(address: string, channel: DocNode, messages: Exchange['messages']): Exchange {
  return { address, action: 'either', pointer: channel.pointer, messages };
}

function lastKey(reference: string | undefined): string | undefined {
  return reference === undefined ? undefined : keysOf(reference).at(-1);
}
