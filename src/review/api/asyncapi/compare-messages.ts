import { differences, type Diff } from '../changes/differ.ts';
import { effectOf } from '../changes/effect.ts';
import type { Change } from '../changes/change.ts';
import { tellDifference } from '../changes/tell-difference.ts';
import { child, escapeKey, exists, isRecord, text, type DocNode } from '../document/node.ts';
import { createResolve, type Resolve } from '../openapi/resolve.ts';
import type { Action } from './exchanges.ts';

/** A message of both versions. */
export interface MessagePair {
  /** "order.paid OrderPaid". */
  readonly where: string;
  readonly action: Action;
  readonly old: DocNode;
  readonly now: DocNode;
}

/** A schema of both versions, and the words for it. */
interface Compared extends Omit<MessagePair, 'old' | 'now'> {
  readonly part: 'payload' | 'headers';
  readonly old: DocNode;
  readonly now: DocNode;
  /** Where the new one is written. */
  readonly at: string;
}

/**
 * What the changed schemas of messages mean. What others send is to the application what a request is to a server, and
 * what it sends is an answer: so they are judged as an OpenAPI document, by the same table.
 */
export function compareMessages(
  pairs: readonly MessagePair[],
  before: DocNode,
  after: DocNode,
): readonly Change[] {
  const told = pairs.flatMap((pair) => ofWhole(pair, before, after));
  const resolve = createResolve(after);
  const schemas = pairs.flatMap((pair) => bothDescribe(pair, resolve));
  const asRequests = (root: DocNode, side: 'old' | 'now') => ({
    ...(isRecord(root.value) ? root.value : {}),
    openapi: '3.1.0',
    paths: Object.fromEntries(
      schemas.map((one, index) => [`/${index}`, asPath(one.action, one[side].value)]),
    ),
  });
  const compared = { before: asRequests(before, 'old'), after: asRequests(after, 'now') };
  const found = differences(compared.before, compared.after, true).flatMap((diff) => {
    const [first, path, , ...keys] = diff.path.map(String);
    const schema = first === 'paths' ? schemas[Number(path?.slice(1))] : undefined;
    if (schema === undefined) return [];
    const rest = keys.slice(keys.indexOf('schema') + 1);
    const effect = effectOf(diff, compared);
    return [toChange(schema, { ...diff, path: rest }, effect)];
  });
  return [...told, ...worstOf(found)];
}

function asPath(action: Action, schema: unknown): unknown {
  const body = { content: { message: { schema } } };
  const received = { post: { requestBody: body, responses: {} } };
  const sent = { get: { responses: { '200': { description: '', ...body } } } };
  if (action === 'either') return { ...received, ...sent };
  return action === 'receive' ? received : sent;
}

function toChange(
  { where, action, part, at }: Compared,
  diff: Diff,
  effect: Change['effect'],
): Change {
  const side = ` of ${part === 'payload' ? 'a payload' : 'headers'}${PASSED[action]}`;
  const keys = diff.path.map((key) => `/${escapeKey(String(key))}`).join('');
  return {
    effect,
    where,
    what: diff.path.length === 0 ? `another schema${side}` : tellDifference(diff, {}, side),
    at: `${at}${keys}`,
    isGone: diff.action === 'remove',
  };
}

const PASSED = { send: ' that is sent', receive: ' that is received', either: '' } as const;

/** Where nobody says who sends, a difference is judged from both ends, and counts as what it is to the worse off. */
function worstOf(changes: readonly Change[]): readonly Change[] {
  const order = ['breaking', 'dangerous', 'unclassified', 'non-breaking', 'annotation'];
  const kept = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.where}\n${change.at}\n${change.what}`;
    const other = kept.get(key);
    const isWorse =
      other === undefined || order.indexOf(change.effect) < order.indexOf(other.effect);
    if (isWorse) kept.set(key, change);
  }
  return [...kept.values()];
}

/** What is not in the schemas: the form on the wire, and whether there is a schema at all. */
function ofWhole(pair: MessagePair, before: DocNode, after: DocNode): readonly Change[] {
  const told: [Change['effect'], string][] = [];
  const [wasForm, isForm] = [formOf(pair.old, before), formOf(pair.now, after)];
  if (wasForm !== isForm) told.push(['breaking', `content type: ${wasForm} → ${isForm}`]);
  for (const part of PARTS) {
    const [old, now] = [schemaOf(pair.old, part), schemaOf(pair.now, part)];
    if (old.format !== now.format) {
      told.push(['breaking', `the ${part} is described in ${now.format}, not in ${old.format}`]);
    } else if (exists(old.node) !== exists(now.node)) {
      told.push([
        'unclassified',
        `the ${part} is ${exists(now.node) ? 'described now' : 'no longer described'}`,
      ]);
    } else if (!old.isJson && JSON.stringify(old.node.value) !== JSON.stringify(now.node.value)) {
      told.push(['unclassified', `the ${part} changed, which is in ${now.format}`]);
    }
  }
  const { where, now } = pair;
  return told.map(([effect, what]) => ({ effect, where, what, at: now.pointer, isGone: false }));
}

const PARTS = ['payload', 'headers'] as const;

function formOf(message: DocNode, root: DocNode): string {
  return text(message, 'contentType') ?? text(root, 'defaultContentType') ?? 'none';
}

function bothDescribe(
  { where, action, old, now }: MessagePair,
  resolve: Resolve,
): readonly Compared[] {
  return PARTS.flatMap((part) => {
    const [was, is] = [schemaOf(old, part), schemaOf(now, part)];
    const isJudged = [was, is].every(({ isJson, node }) => isJson && exists(node));
    if (!isJudged) return [];
    return [{ where, action, part, old: was.node, now: is.node, at: resolve(is.node).pointer }];
  });
}

/** Version 3 may wrap a schema with its format; version 2 has the format beside the payload. */
function schemaOf(message: DocNode, part: 'payload' | 'headers') {
  const node = child(message, part);
  const wrapped = text(node, 'schemaFormat');
  const said =
    wrapped ?? (part === 'payload' ? text(message, 'schemaFormat') : undefined) ?? JSON_SCHEMA;
  const isJson = /aai\.asyncapi|schema\+(json|yaml)|oai\.openapi/.test(said);
  return {
    node: wrapped === undefined ? node : child(node, 'schema'),
    format: isJson ? 'JSON Schema' : said,
    isJson,
  };
}

const JSON_SCHEMA = 'application/schema+json';
