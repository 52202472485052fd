import type { Change } from '../changes/change.ts';
import type { Proto, ProtoField, ProtoMessage } from './proto.ts';

/** What breaks between two versions of a file, on the wire or in the code of those who use it. */
export function compareProto(before: Proto, after: Proto): readonly Change[] {
  return [
    ...comparePackage(before, after),
    ...compareMessages(before, after),
    ...compareEnums(before, after),
    ...compareServices(before, after),
  ];
}

function comparePackage(before: Proto, after: Proto): readonly Change[] {
  if (before.package === after.package) return [];
  return [
    changed(
      'breaking',
      'package',
      `the package changed from ${before.package ?? 'none'} to ${after.package ?? 'none'}: all names change`,
      1,
    ),
  ];
}

function compareMessages(before: Proto, after: Proto): readonly Change[] {
  const now = new Map(after.messages.map((message) => [message.name, message]));
  return before.messages.flatMap((old) => {
    const message = now.get(old.name);
    return message === undefined
      ? [gone(old.name, 'the message was removed')]
      : compareFields(old, message);
  });
}

function compareFields(before: ProtoMessage, after: ProtoMessage): readonly Change[] {
  const byNumber = new Map(after.fields.map((field) => [field.number, field]));
  const removed = before.fields.flatMap((old): readonly Change[] => {
    const now = byNumber.get(old.number);
    return now === undefined ? fieldGone(old, after) : fieldChanged(old, now, after.name);
  });
  const known = new Set(before.fields.map(({ number }) => number));
  const added = after.fields
    .filter(({ number }) => !known.has(number))
    .map((field) =>
      before.isReserved(field.number)
        ? changed(
            'breaking',
            `${after.name}.${field.name}`,
            `the number ${field.number} was reserved and is used again: old data is read as the new field`,
            field.line,
          )
        : changed(
            field.isRequired ? 'breaking' : 'non-breaking',
            `${after.name}.${field.name}`,
            `added the ${field.isRequired ? 'required ' : ''}field ${field.number}`,
            field.line,
          ),
    );
  return [...removed, ...added];
}

function fieldGone({ name, number }: ProtoField, after: ProtoMessage): readonly Change[] {
  const where = `${after.name}.${name}`;
  const moved = after.fields.find((field) => field.name === name);
  if (moved !== undefined)
    return [
      changed(
        'breaking',
        where,
        `the number changed from ${number} to ${moved.number}: old data loses the field`,
        moved.line,
      ),
    ];
  if (after.isReserved(number))
    return [
      {
        ...changed('dangerous', where, `removed, its number ${number} is reserved`, after.line),
        isGone: true,
      },
    ];
  return [
    {
      ...changed(
        'breaking',
        where,
        `removed, and its number ${number} is not reserved: whoever takes it next reads old data as the new field`,
        after.line,
      ),
      isGone: true,
    },
  ];
}

function fieldChanged(old: ProtoField, now: ProtoField, message: string): readonly Change[] {
  const where = `${message}.${now.name}`;
  const told: Change[] = [];
  if (old.type !== now.type && !onTheWireAlike(old.type, now.type)) {
    told.push(
      changed(
        'breaking',
        where,
        `the type of number ${now.number} changed from ${old.type} to ${now.type}`,
        now.line,
      ),
    );
  } else if (old.name !== now.name) {
    told.push(
      changed(
        'dangerous',
        where,
        `${old.name} is called ${now.name} now: the wire keeps it, JSON and code do not`,
        now.line,
      ),
    );
  }
  if (old.isRepeated !== now.isRepeated) {
    told.push(
      changed('breaking', where, now.isRepeated ? 'repeated now' : 'no longer repeated', now.line),
    );
  }
  return told;
}

/** https://protobuf.dev/programming-guides/proto3/#updating */
function onTheWireAlike(a: string, b: string): boolean {
  return ALIKE.some((group) => group.has(a) && group.has(b));
}

const ALIKE: readonly ReadonlySet<string>[] = [
  new Set(['int32', 'uint32', 'int64', 'uint64', 'bool']),
  new Set(['sint32', 'sint64']),
  new Set(['fixed32', 'sfixed32']),
  new Set(['fixed64', 'sfixed64']),
];

function compareEnums(before: Proto, after: Proto): readonly Change[] {
  const now = new Map(after.enums.map((one) => [one.name, one]));
  return before.enums.flatMap((old) => {
    const found = now.get(old.name);
    if (found === undefined) return [gone(old.name, 'the enum was removed')];
    const numbers = new Map(found.values.map((value) => [value.number, value]));
    return old.values.flatMap(({ name, number }): Change[] => {
      const value = numbers.get(number);
      if (value === undefined)
        return [gone(`${old.name}.${name}`, `the value ${number} was removed`)];
      return value.name === name ||
        found.values.some((other) => other.name === name && other.number === number)
        ? []
        : [
            changed(
              'breaking',
              `${old.name}.${value.name}`,
              `the value ${number} was ${name}`,
              value.line,
            ),
          ];
    });
  });
}

function compareServices(before: Proto, after: Proto): readonly Change[] {
  const now = new Map(after.services.map((service) => [service.name, service]));
  return before.services.flatMap((old) => {
    const service = now.get(old.name);
    if (service === undefined) return [gone(old.name, 'the service was removed')];
    return old.methods.flatMap((method): Change[] => {
      const where = `${old.name}.${method.name}`;
      const found = service.methods.find(({ name }) => name === method.name);
      if (found === undefined) return [gone(where, 'the method was removed')];
      const [was, is] = [method, found].map(
        ({ request, response, isStreamed }) =>
          `(${request}) returns (${isStreamed ? 'stream ' : ''}${response})`,
      );
      return was === is
        ? []
        : [changed('breaking', where, `was ${was ?? ''}, is ${is ?? ''}`, found.line)];
    });
  });
}

function changed(effect: Change['effect'], where: string, what: string, at: number): Change {
  return { effect, where, what, at, isGone: false };
}

function gone(where: string, what: string): Change {
  return { effect: 'breaking', where, what, at: 1, isGone: true };
}
