import protobuf from 'protobufjs';
import { toError } from '../../../lib/errors.ts';
import { declarationLines } from './lines.ts';
import type { Proto, ProtoEnum, ProtoField, ProtoMessage, ProtoService } from './proto.ts';

/** The file, or the sentence that says why it is none. What it imports is not read. */
export function parseProto(text: string): Proto | string {
  try {
    const parsed = protobuf.parse(text, new protobuf.Root(), { keepCase: true });
    const lines = declarationLines(text);
    const scope = parsed.package === undefined ? parsed.root : parsed.root.lookup(parsed.package);
    return {
      syntax: syntaxOf(text),
      package: parsed.package ?? null,
      imports: [...(parsed.imports ?? []), ...(parsed.weakImports ?? [])],
      ...declared(scope, (name) => lines.get(name) ?? 1),
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) return 'It is nested too deeply to be read.';
    const { message } = toError(thrown);
    return `It cannot be read as Protocol Buffers: ${message.replace(/\(line (\d+)\)/, 'in line $1').replace(/\.$/, '')}.`;
  }
}

function syntaxOf(text: string): string {
  const [, syntax, edition] =
    /^\s*(?:syntax\s*=\s*["'](proto[23])["']|edition\s*=\s*["'](\d+)["'])/m.exec(text) ?? [];
  return syntax ?? edition ?? 'proto2';
}

type LineOf = (name: string) => number;

function declared(
  scope: protobuf.ReflectionObject | null,
  lineOf: LineOf,
): Pick<Proto, 'messages' | 'enums' | 'services'> {
  const messages: ProtoMessage[] = [];
  const enums: ProtoEnum[] = [];
  const services: ProtoService[] = [];
  const open: { readonly object: protobuf.ReflectionObject; readonly prefix: string }[] = [];
  const descend = (namespace: protobuf.ReflectionObject, prefix: string): void => {
    if (!(namespace instanceof protobuf.Namespace)) return;
    open.push(...namespace.nestedArray.map((object) => ({ object, prefix })).toReversed());
  };
  if (scope !== null) descend(scope, '');
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { object, prefix } = next;
    const name = `${prefix}${object.name}`;
    if (object instanceof protobuf.Type) messages.push(readMessage(object, name, lineOf));
    else if (object instanceof protobuf.Enum) enums.push(readEnum(object, name, lineOf));
    else if (object instanceof protobuf.Service) services.push(readService(object, name, lineOf));
    descend(object, object instanceof protobuf.Type ? `${name}.` : prefix);
  }
  return { messages, enums, services };
}

function readMessage(type: protobuf.Type, name: string, lineOf: LineOf): ProtoMessage {
  return {
    name,
    line: lineOf(name),
    fields: type.fieldsArray.map((field): ProtoField => ({
      name: field.name,
      number: field.id,
      line: lineOf(`${name}.${field.name}`),
      type:
        field instanceof protobuf.MapField ? `map<${field.keyType}, ${field.type}>` : field.type,
      isRepeated: field.repeated || field.map,
      isRequired: field.rule === 'required',
    })),
    isReserved: (one) =>
      typeof one === 'number' ? type.isReservedId(one) : type.isReservedName(one),
  };
}

function readEnum(type: protobuf.Enum, name: string, lineOf: LineOf): ProtoEnum {
  const values = Object.entries(type.values).map(([value, number]) => ({
    name: value,
    number,
    line: lineOf(`${name}.${value}`),
  }));
  return { name, line: lineOf(name), values };
}

function readService(service: protobuf.Service, name: string, lineOf: LineOf): ProtoService {
  return {
    name,
    line: lineOf(name),
    methods: service.methodsArray.map((method) => ({
      name: method.name,
      line: lineOf(`${name}.${method.name}`),
      request: method.requestType,
      response: method.responseType,
      isStreamed: method.responseStream === true,
    })),
  };
}
