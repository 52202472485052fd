/** A Protocol Buffers file, with lines. Names are full, without the package: "Order.Line". */
export interface Proto {
  /** "proto2", "proto3", or an edition: "2023". */
  readonly syntax: string;
  readonly package: string | null;
  readonly imports: readonly string[];
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
  readonly services: readonly ProtoService[];
}

export interface ProtoMessage {
  readonly name: string;
  readonly line: number;
  readonly fields: readonly ProtoField[];
  readonly isReserved: (numberOrName: number | string) => boolean;
}

export interface ProtoField {
  readonly name: string;
  readonly number: number;
  readonly line: number;
  /** "string", "Order.Line", "map<string, int32>". */
  readonly type: string;
  readonly isRepeated: boolean;
  readonly isRequired: boolean;
}

export interface ProtoEnum {
  readonly name: string;
  readonly line: number;
  readonly values: readonly {
    readonly name: string;
    readonly number: number;
    readonly line: number;
  }[];
}

export interface ProtoService {
  readonly name: string;
  readonly line: number;
  readonly methods: readonly ProtoMethod[];
}

export interface ProtoMethod {
  readonly name: string;
  readonly line: number;
  readonly request: string;
  readonly response: string;
  readonly isStreamed: boolean;
}

/** The message that a type names, as it is written from anywhere in the file. */
export function messageOf(
  { messages, package: owner }: Proto,
  type: string,
): ProtoMessage | undefined {
  const plain = type.replace(/^\./, '');
  const local =
    owner !== null && plain.startsWith(`${owner}.`) ? plain.slice(owner.length + 1) : plain;
  return (
    messages.find(({ name }) => name === local) ??
    messages.find(({ name }) => name.endsWith(`.${local}`))
  );
}
