import { wordsOf } from '../openapi/path-words.ts';
import { messageOf, type Proto, type ProtoField } from '../protobuf/proto.ts';
import type { Hit, Rule } from '../rule.ts';

const GUIDE = 'https://protobuf.dev/best-practices/dos-donts/';

/** Our own rules over Protocol Buffers, what weighs most first. */
export const protobufRules: readonly Rule<Proto>[] = [
  {
    id: 'api.proto_list_unpaged',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'The list comes in one message: it grows with the data until it is over gRPC’s 4 MB, and pages added later change what old callers get.',
    source: 'https://google.aip.dev/158',
    fix: 'Give the request page_size and page_token, and the response next_page_token, from the first version on.',
    check: (proto) => unpagedLists(proto),
  },
  {
    id: 'api.proto_enum_zero',
    severity: 'warn',
    confidence: 'proved',
    why: 'The value 0 is what is read where nothing was sent: here it means something.',
    source: 'https://protobuf.dev/programming-guides/style/#enums',
    fix: 'Make the value 0 …_UNSPECIFIED.',
    check: ({ enums, syntax }) =>
      syntax === 'proto2'
        ? []
        : enums.flatMap(({ name, values, line }): Hit[] => {
            const zero = values.find(({ number }) => number === 0);
            if (
              zero === undefined ||
              /(^|_)(UNSPECIFIED|UNKNOWN|UNSET|INVALID|NONE|DEFAULT|UNDEFINED)(_|$)/.test(zero.name)
            )
              return [];
            return [{ where: `${name}.${zero.name}`, at: zero.line === 1 ? line : zero.line }];
          }),
  },
  {
    id: 'api.proto_required',
    severity: 'warn',
    confidence: 'proved',
    why: 'A required field can never be taken away: old readers refuse every message without it.',
    source: GUIDE,
    fix: 'Make it optional, and check it in code.',
    check: (proto) => fieldsWhere(proto, ({ isRequired }) => isRequired),
  },
  {
    id: 'api.proto_money_float',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'An amount as a binary float: 0.1 + 0.2 is not 0.3, and totals drift.',
    source: 'https://github.com/googleapis/googleapis/blob/master/google/type/money.proto',
    fix: 'Use google.type.Money, or minor units as int64 with the currency.',
    check: (proto) =>
      fieldsWhere(
        proto,
        ({ name, type }) => /^(float|double)$/.test(type) && MONEY.test(wordsOf(name).at(-1) ?? ''),
      ),
  },
  {
    id: 'api.proto_package',
    severity: 'warn',
    confidence: 'proved',
    why: 'Without a package its names collide with those of every other file.',
    source: 'https://protobuf.dev/programming-guides/proto3/#packages',
    fix: 'Name a package, with the version in it: package acme.orders.v1.',
    check: (proto) => (proto.package === null ? [{ where: 'the file', at: 1 }] : []),
  },
  {
    id: 'api.proto_version_missing',
    severity: 'info',
    confidence: 'proved',
    why: 'The package of a service has no version: the first breaking change has no way to live beside what exists.',
    source: 'https://google.aip.dev/215',
    fix: 'Name the package acme.orders.v1.',
    check: ({ package: name, services }) =>
      name === null || services.length === 0 || /\.v\d+((alpha|beta|p\d)\w*)?(\.|$)/.test(name)
        ? []
        : [{ where: name, at: services[0]?.line ?? 1 }],
  },
  {
    id: 'api.proto_request_shared',
    severity: 'info',
    confidence: 'proved',
    why: 'Several methods share a message, or take an empty one: none of them can get a field of its own later.',
    source: 'https://buf.build/docs/best-practices/style-guide/#services',
    fix: 'Give each method a request and a response of its own.',
    check: (proto) => sharedRequests(proto),
  },
  {
    id: 'api.proto_timestamp',
    severity: 'info',
    confidence: 'heuristic',
    why: 'It is named like a time and is a bare number or text: unit and zone are left to the reader.',
    source: 'https://google.aip.dev/142',
    fix: 'Use google.protobuf.Timestamp, or say the unit in the name: created_at_ms.',
    check: (proto) =>
      fieldsWhere(
        proto,
        ({ name, type }) =>
          /^(string|u?int(32|64))$/.test(type) && /(_at|_time|_timestamp)$|^timestamp$/.test(name),
      ),
  },
  {
    id: 'api.proto_naming',
    severity: 'info',
    confidence: 'proved',
    why: 'Names leave the style guide, so generated code looks foreign in each language.',
    source: 'https://protobuf.dev/programming-guides/style/',
    fix: 'Messages, services and methods in PascalCase, fields in lower_snake_case, enum values in UPPER_SNAKE_CASE.',
    check: (proto) => oddNames(proto),
  },
];

const MONEY = /^(price|amount|total|subtotal|cost|fee|balance|tax|discount|salary)$/;

function fieldsWhere({ messages }: Proto, isMeant: (field: ProtoField) => boolean): readonly Hit[] {
  return messages.flatMap(({ name, fields }) =>
    fields.filter(isMeant).map((field) => ({ where: `${name}.${field.name}`, at: field.line })),
  );
}

/** List… and Search… whose messages are in this file; a stream needs no pages. */
function unpagedLists(proto: Proto): readonly Hit[] {
  return proto.services.flatMap(({ name, methods }) =>
    methods
      .filter(
        (method) =>
          /^(List|Search|Find|Query|GetAll)([A-Z]|$)/.test(method.name) && !method.isStreamed,
      )
      .filter(({ request, response }) => {
        const [asked, answered] = [messageOf(proto, request), messageOf(proto, response)];
        if (asked === undefined || answered === undefined) return false;
        const isList = answered.fields.some(({ isRepeated }) => isRepeated);
        return (
          isList && ![...asked.fields, ...answered.fields].some((field) => PAGES.test(field.name))
        );
      })
      .map((method) => ({ where: `${name}.${method.name}`, at: method.line })),
  );
}

const PAGES = /page|cursor|offset|limit|max_results|next_token|continuation/i;

function sharedRequests({ services }: Proto): readonly Hit[] {
  const methods = services.flatMap((service) =>
    service.methods.map((method) => ({ ...method, where: `${service.name}.${method.name}` })),
  );
  const times = new Map<string, number>();
  for (const { request } of methods) times.set(request, (times.get(request) ?? 0) + 1);
  return methods
    .filter(
      ({ request }) => request.endsWith('google.protobuf.Empty') || (times.get(request) ?? 0) > 1,
    )
    .map(({ where, line, request }) => ({ where, at: line, detail: request }));
}

/** Told once for each kind of name. */
function oddNames({ messages, enums, services }: Proto): readonly Hit[] {
  const kinds = [
    {
      kind: 'messages, enums and services',
      right: /^[A-Z][A-Za-z\d]*$/,
      names: [...messages, ...enums, ...services],
    },
    {
      kind: 'methods',
      right: /^[A-Z][A-Za-z\d]*$/,
      names: services.flatMap(({ methods }) => methods),
    },
    {
      kind: 'fields',
      right: /^[a-z][a-z\d]*(_[a-z\d]+)*$/,
      names: messages.flatMap(({ fields }) => fields),
    },
    {
      kind: 'enum values',
      right: /^[A-Z][A-Z\d_]*$/,
      names: enums.flatMap(({ values }) => values),
    },
  ];
  return kinds.flatMap(({ kind, right, names }): Hit[] => {
    const odd = names.filter(({ name }) => !right.test(last(name)));
    const [first] = odd;
    if (first === undefined) return [];
    const shown = [...new Set(odd.map(({ name }) => last(name)))].slice(0, 4).join(', ');
    return [{ where: kind, at: first.line, detail: `${odd.length} of ${names.length}: ${shown}` }];
  });
}

function last(name: string): string {
  return name.split('.').at(-1) ?? name;
}
