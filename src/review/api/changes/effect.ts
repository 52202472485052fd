import { at, rootOf, type DocNode } from '../document/node.ts';
import { createResolve } from '../openapi/resolve.ts';
import type { Change } from './change.ts';
import type { Diff } from './differ.ts';

type Effect = Change['effect'];

/** The documents that were compared, to see what stood around a difference. */
export interface Compared {
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What a difference means for callers: the differ's word, corrected where it is wrong (api-smart-diff 1.0.6). It takes
 * a response for the mirror image of a request throughout, so that there a new type breaks nobody and a new null
 * breaks those who send; a list of values that appears or goes as a whole it takes for single values; and that a
 * field disappears from answers it takes for harmless.
 */
export function effectOf(diff: Diff, compared: Compared): Effect {
  const keys = diff.path.map(String);
  const isResponse = keys.includes('responses');
  if (isExample(keys)) return 'annotation';
  const [holder = '', key = ''] = keys.slice(-2);
  const isName = holder === 'properties' || holder === 'paths';
  if (!isName && key === 'type' && diff.action === 'replace') return changedType(diff, isResponse);
  if (!isName && key === 'const' && diff.action === 'replace') return 'breaking';
  if (!isName && key === 'nullable') return widened(diff.after === true, isResponse);
  if (
    !isName &&
    key === 'additionalProperties' &&
    typeof (diff.after ?? diff.before) === 'boolean'
  ) {
    return widened(diff.after !== false, isResponse);
  }
  if (holder === 'enum') return changedEnum(diff, isResponse, compared);
  if (
    isResponse &&
    holder === 'properties' &&
    diff.action === 'remove' &&
    diff.type === 'non-breaking'
  )
    return 'dangerous';
  if (isResponse && LIMITS.test(key) && diff.type === 'breaking') return 'dangerous';
  return diff.type === 'deprecated' ? 'annotation' : diff.type;
}

/** Within an example, which binds nobody; a property may be called so. */
function isExample(keys: readonly string[]): boolean {
  return keys.some((key, index) => /^examples?$/.test(key) && keys[index - 1] !== 'properties');
}

/** More is allowed than before, or less. Who sends is hurt by less, who reads may be by more. */
function widened(isMore: boolean, isResponse: boolean): Effect {
  if (isResponse) return isMore ? 'dangerous' : 'non-breaking';
  return isMore ? 'non-breaking' : 'breaking';
}

function changedType({ before, after }: Diff, isResponse: boolean): Effect {
  const [old, now] = [typesOf(before), typesOf(after)];
  if (old.every((type) => allows(now, type))) {
    const isNullOnly = now.every((type) => type === 'null' || allows(old, type));
    return isNullOnly || !isResponse ? widened(true, isResponse) : 'breaking';
  }
  return now.every((type) => allows(old, type)) ? widened(false, isResponse) : 'breaking';
}

function typesOf(type: unknown): readonly unknown[] {
  return Array.isArray(type) ? type : [type];
}

function allows(types: readonly unknown[], type: unknown): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

/** A value that appears in an answer is one that old callers do not know; many of them take what they do not know. */
function changedEnum({ action, path }: Diff, isResponse: boolean, compared: Compared): Effect {
  const list = path.slice(0, -1).map(String);
  const appears = action === 'add' && nodeAt(compared.before, list).value === undefined;
  const goes = action === 'remove' && nodeAt(compared.after, list).value === undefined;
  if (appears || goes) return widened(goes, isResponse);
  return action === 'replace' ? 'breaking' : widened(action === 'add', isResponse);
}

/** Down the path, through every reference on it. */
function nodeAt(document: unknown, path: readonly string[]): DocNode {
  const resolve = createResolve(rootOf(document));
  return path.reduce((node, key) => {
    const here = resolve(node);
    if (!Array.isArray(here.value)) return at(here, key);
    const value: unknown = here.value[Number(key)];
    return { value, pointer: here.pointer };
  }, rootOf(document));
}

const LIMITS = /^(min|max|exclusiveM|multipleOf$|uniqueItems$|pattern$)/;
