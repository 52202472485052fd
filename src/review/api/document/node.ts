/** A part of a JSON or YAML document that knows where it stands. */
export interface DocNode {
  readonly value: unknown;
  /** "#/paths/~1orders/get". */
  readonly pointer: string;
}

export function rootOf(value: unknown): DocNode {
  return { value, pointer: '#' };
}

/** What is under the key; a node with the value undefined where nothing is. */
export function child(node: DocNode, key: string): DocNode {
  const { value, pointer } = node;
  const has = isRecord(value) && Object.hasOwn(value, key);
  return { value: has ? value[key] : undefined, pointer: `${pointer}/${escapeKey(key)}` };
}

/** `child` of `child` of …. */
export function at(node: DocNode, ...keys: readonly string[]): DocNode {
  return keys.reduce(child, node);
}

/** The fields of an object; none of anything else. */
export function fields(node: DocNode): readonly (readonly [string, DocNode])[] {
  if (!isRecord(node.value)) return [];
  return Object.keys(node.value).map((key) => [key, child(node, key)] as const);
}

/** The items of a list; none of anything else. */
export function items(node: DocNode): readonly DocNode[] {
  if (!Array.isArray(node.value)) return [];
  return node.value.map((value: unknown, index) => ({
    value,
    pointer: `${node.pointer}/${index}`,
  }));
}

export function exists(node: DocNode): boolean {
  return node.value !== undefined;
}

export function textOf(node: DocNode): string | undefined {
  return typeof node.value === 'string' ? node.value : undefined;
}

/** The text under a key. */
export function text(node: DocNode, key: string): string | undefined {
  return textOf(child(node, key));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A $ref is a URI fragment, where "%7B" may stand for "{"; a stray % stays as it is. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
