import { at, rootOf, type DocNode } from '../document/node.ts';
import { createResolve } from '../openapi/resolve.ts';
import type { Change } from './change.ts';
import type { Diff } from './differ.ts';
import { type Step, stepsOf } from './steps.ts';

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
  const steps = stepsOf(diff.path);
  const isResponse = steps.some(({ key, isName }) => key === 'responses' && !isName);
  if (isExample(steps)) return 'annotation';
  const [holder, last] = steps.slice(-2);
  const word = last === undefined || last.isName ? '' : last.key;
  const list = holder === undefined || holder.isName ? '' : holder.key;
  if (word === 'type' && diff.action === 'replace') return changedType(diff, isResponse);
  if (word === 'const' && diff.action === 'replace') return 'breaking';
  if (word === 'nullable') return widened(diff.after === true, isResponse);
  if (word === 'additionalProperties' && typeof (diff.after ?? diff.before) === 'boolean') {
    return widened(diff.after !== false, isResponse);
  }
  if (list === 'enum') return changedEnum(diff, isResponse, compared);
  if (
    isResponse &&
    list === 'properties' &&
    diff.action === 'remove' &&
    diff.type === 'non-breaking'
  )
    return 'dangerous';
  if (isResponse && LIMITS.test(word) && diff.type === 'breaking') return 'dangerous';
  return diff.type === 'deprecated' ? 'annotation' : diff.type;
}

/** Within an example, which binds nobody. */
function isExample(steps: readonly Step[]): boolean {
  return steps.some(({ key, isName }) => !isName && /^examples?$/.test(key));
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
