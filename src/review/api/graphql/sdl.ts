import { Kind, type ConstDirectiveNode, type DocumentNode, type TypeNode } from 'graphql';

export interface SdlType {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'input' | 'enum' | 'union' | 'scalar';
  readonly line: number;
  /** Fields of objects, interfaces and inputs, those of extensions included. */
  readonly fields: readonly SdlField[];
  readonly values: readonly SdlValue[];
  /** What a union is made of; what an object implements. */
  readonly members: readonly string[];
}

export interface SdlField {
  readonly name: string;
  readonly line: number;
  readonly type: SdlReference;
  readonly args: readonly { readonly name: string; readonly type: SdlReference }[];
  readonly deprecated: SdlDeprecated | null;
}

export interface SdlValue {
  readonly name: string;
  readonly line: number;
  readonly deprecated: SdlDeprecated | null;
}

export interface SdlDeprecated {
  readonly reason: string | null;
}

/** `[Order!]!` is a list, not null, of items that are not null. */
export interface SdlReference {
  readonly name: string;
  readonly isList: boolean;
  readonly isNullable: boolean;
  readonly areItemsNullable: boolean;
}

/** A GraphQL schema as it is written, with lines. */
export interface Sdl {
  readonly document: DocumentNode;
  readonly types: ReadonlyMap<string, SdlType>;
  readonly roots: {
    readonly query: string;
    readonly mutation: string;
    readonly subscription: string;
  };
  /** Types that arguments of directives have. */
  readonly directiveTypes: readonly string[];
}

export function readSdl(document: DocumentNode): Sdl {
  const types = new Map<string, SdlType>();
  const roots = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  const directiveTypes: string[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.DIRECTIVE_DEFINITION) {
      directiveTypes.push(...(node.arguments ?? []).map(({ type }) => referenceOf(type).name));
    }
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
      for (const { operation, type } of node.operationTypes ?? [])
        roots[operation] = type.name.value;
    }
    const type = readType(node);
    if (type === null) continue;
    const known = types.get(type.name);
    types.set(type.name, known === undefined ? type : merged(known, type));
  }
  return { document, types, roots, directiveTypes };
}

/** The fields that a caller may begin with. */
export function rootFields(sdl: Sdl, operation: keyof Sdl['roots']): readonly SdlField[] {
  return sdl.types.get(sdl.roots[operation])?.fields ?? [];
}

function merged(known: SdlType, extension: SdlType): SdlType {
  return {
    ...known,
    fields: [...known.fields, ...extension.fields],
    values: [...known.values, ...extension.values],
    members: [...known.members, ...extension.members],
  };
}

function readType(node: DocumentNode['definitions'][number]): SdlType | null {
  const none = { fields: [], values: [], members: [] };
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return {
        ...none,
        ...named(node),
        kind: 'object',
        fields: fieldsOf(node),
        members: namesOf(node.interfaces),
      };
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return {
        ...none,
        ...named(node),
        kind: 'interface',
        fields: fieldsOf(node),
        members: namesOf(node.interfaces),
      };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return { ...none, ...named(node), kind: 'input', fields: fieldsOf(node) };
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return {
        ...none,
        ...named(node),
        kind: 'enum',
        values: (node.values ?? []).map((value) => ({
          ...named(value),
          deprecated: deprecatedOf(value.directives),
        })),
      };
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return { ...none, ...named(node), kind: 'union', members: namesOf(node.types) };
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      return { ...none, ...named(node), kind: 'scalar' };
    case Kind.OPERATION_DEFINITION:
    case Kind.FRAGMENT_DEFINITION:
    case Kind.SCHEMA_DEFINITION:
    case Kind.SCHEMA_EXTENSION:
    case Kind.DIRECTIVE_DEFINITION:
    case Kind.DIRECTIVE_EXTENSION:
      return null;
  }
}

interface Named {
  readonly name: {
    readonly value: string;
    readonly loc?: { readonly startToken: { readonly line: number } } | undefined;
  };
}

function named({ name }: Named): { name: string; line: number } {
  return { name: name.value, line: name.loc?.startToken.line ?? 1 };
}

function namesOf(nodes: readonly Named[] = []): readonly string[] {
  return nodes.map(({ name }) => name.value);
}

interface FieldNode extends Named {
  readonly type: TypeNode;
  readonly arguments?: readonly (Named & { readonly type: TypeNode })[] | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function fieldsOf({
  fields = [],
}: {
  readonly fields?: readonly FieldNode[] | undefined;
}): readonly SdlField[] {
  return fields.map((field) => ({
    ...named(field),
    type: referenceOf(field.type),
    args: (field.arguments ?? []).map((arg) => ({
      name: arg.name.value,
      type: referenceOf(arg.type),
    })),
    deprecated: deprecatedOf(field.directives),
  }));
}

function referenceOf(node: TypeNode): SdlReference {
  const isNullable = node.kind !== Kind.NON_NULL_TYPE;
  const bare = node.kind === Kind.NON_NULL_TYPE ? node.type : node;
  if (bare.kind === Kind.NAMED_TYPE) {
    return { name: bare.name.value, isList: false, isNullable, areItemsNullable: false };
  }
  const item = referenceOf(bare.type);
  return { name: item.name, isList: true, isNullable, areItemsNullable: item.isNullable };
}

function deprecatedOf(directives: readonly ConstDirectiveNode[] = []): SdlDeprecated | null {
  const found = directives.find(({ name }) => name.value === 'deprecated');
  if (found === undefined) return null;
  const reason = found.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return { reason: reason?.kind === Kind.STRING ? reason.value : null };
}
