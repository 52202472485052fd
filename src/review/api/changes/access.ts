import { child, exists, fields, items, type DocNode } from '../document/node.ts';
import type { OpenApi } from '../openapi/contract.ts';
import type { Operation } from '../openapi/operation.ts';
import type { Change } from './change.ts';

/** Who may call an operation, before and after: by what holds for it, be it said there or for the whole document. */
export function compareAccess(before: OpenApi, after: OpenApi): readonly Change[] {
  const earlier = new Map(before.operations.map((operation) => [operation.name, operation]));
  return after.operations.flatMap((now) => {
    const old = earlier.get(now.name);
    const told = old === undefined ? null : compare(old, now, before.root, after.root);
    return told === null ? [] : [{ ...told, where: now.name, at: now.node.pointer, isGone: false }];
  });
}

function compare(
  old: Operation,
  now: Operation,
  oldRoot: DocNode,
  newRoot: DocNode,
): Pick<Change, 'effect' | 'what'> | null {
  const [was, is] = [old.access === 'required', now.access === 'required'];
  if (is && !was) return { effect: 'breaking', what: 'needs authentication now' };
  if (was && !is) return { effect: 'dangerous', what: 'may be called without authentication now' };
  const offered = new Set(alternatives(now, newRoot));
  const gone = alternatives(old, oldRoot).filter((scheme) => !offered.has(scheme));
  return gone.length === 0
    ? null
    : { effect: 'breaking', what: `no longer takes ${gone.join(' or ')}` };
}

/** Each way to be let in, as the names of its schemes. */
function alternatives({ node }: Operation, root: DocNode): readonly string[] {
  const own = child(node, 'security');
  return items(exists(own) ? own : child(root, 'security')).flatMap((alternative) => {
    const names = fields(alternative).map(([name]) => name);
    return names.length === 0 ? [] : [names.toSorted().join(' with ')];
  });
}
