import { at, keysOf, text, type DocNode } from '../document/node.ts';

/** Follows a local $ref to what it means; stays where it is when there is none, or when it leads nowhere. */
export type Resolve = (node: DocNode) => DocNode;

/** More hops are a circle. */
const MAX_HOPS = 20;

export function createResolve(root: DocNode): Resolve {
  return (node) => {
    let here = node;
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      const ref = text(here, '$ref');
      if (ref === undefined || !ref.startsWith('#')) return here;
      const target = lookUp(root, ref);
      if (target.value === undefined) return here;
      here = target;
    }
    return here;
  };
}

/** List indexes are keys too, in a pointer. */
function lookUp(root: DocNode, ref: string): DocNode {
  return keysOf(ref).reduce((node, key) => {
    if (!Array.isArray(node.value)) return at(node, key);
    const value: unknown = node.value[Number(key)];
    return { value, pointer: `${node.pointer}/${key}` };
  }, root);
}
