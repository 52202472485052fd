import type { Sdl, SdlField, SdlType } from './sdl.ts';

/** Types that have fields, without the inputs. */
export function outputTypes({ types }: Sdl): readonly SdlType[] {
  return [...types.values()].filter(({ kind }) => kind === 'object' || kind === 'interface');
}

/** The type of a field where it is an object, an interface or a union. */
export function compositeOf(field: SdlField, { types }: Sdl): SdlType | null {
  const type = types.get(field.type.name);
  return type === undefined || !/^(object|interface|union)$/.test(type.kind) ? null : type;
}

/** A thing with an id of its own: fetched by it, not part of another. */
export function isEntity(type: SdlType): boolean {
  return type.fields.some(({ name }) => name === 'id' || name === 'uuid');
}

export function isConnection({ name }: { readonly name: string }): boolean {
  return /(Connection|Edge|Page|PageInfo)$/.test(name);
}

export type GraphqlPaging = 'cursor' | 'offset' | 'page number' | 'size only';

export function pagingOf({ args }: SdlField): GraphqlPaging | null {
  const names = new Set(args.map(({ name }) => name.toLowerCase()));
  const has = (...known: readonly string[]): boolean => known.some((name) => names.has(name));
  if (has('after', 'before', 'cursor', 'pagetoken', 'nexttoken')) return 'cursor';
  if (has('offset', 'skip', 'start', 'from')) return 'offset';
  if (has('page', 'pagenumber')) return 'page number';
  const sized = has(
    'first',
    'last',
    'limit',
    'take',
    'count',
    'pagesize',
    'perpage',
    'size',
    'top',
  );
  const isNested = args.some(({ name, type }) =>
    /pag(e|ing|ination)|cursor/i.test(`${name}${type.name}`),
  );
  return sized || isNested ? 'size only' : null;
}

/** Names of all types that the roots lead to. */
export function reachable({ types, roots, directiveTypes }: Sdl): ReadonlySet<string> {
  const seen = new Set<string>();
  const implementers = new Map<string, string[]>();
  for (const { name, kind, members } of types.values()) {
    if (kind !== 'object') continue;
    for (const member of members)
      implementers.set(member, [...(implementers.get(member) ?? []), name]);
  }
  const open: string[] = [...Object.values(roots), ...directiveTypes];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const type = types.get(name);
    if (type === undefined || seen.has(name)) continue;
    seen.add(name);
    open.push(...type.members, ...(implementers.get(name) ?? []));
    for (const field of type.fields)
      open.push(field.type.name, ...field.args.map((arg) => arg.type.name));
  }
  return seen;
}
