import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { protobufRules } from '../../../src/review/api/protobuf-rules/all.ts';
import { compareProto } from '../../../src/review/api/protobuf/compare-proto.ts';
import { parseProto } from '../../../src/review/api/protobuf/parse-proto.ts';
import { applyRules } from '../../../src/review/api/rule.ts';
import { CLEAN_PROTO } from './contracts.ts';
import { testRules, type RuleCases } from './rule-cases.ts';

function parsed(text: string) {
  const proto = parseProto(text);
  if (typeof proto === 'string') throw new Error(proto);
  return proto;
}

const ids = (text: string): readonly string[] =>
  applyRules(protobufRules, parsed(text), () => 1).map(({ id }) => id);

/** Added to a file without findings; a text with a syntax of its own stands alone. */
const cases: RuleCases<string> = {
  'api.proto_list_unpaged': {
    speaks: [
      'service S { rpc ListTags(TagsIn) returns (TagsOut); } message TagsIn {} message TagsOut { repeated string tags = 1; }',
    ],
    silent: [
      'service S { rpc ListTags(TagsIn) returns (stream TagsOut); } message TagsIn {} message TagsOut { repeated string tags = 1; }',
      'service S { rpc ListTags(TagsIn) returns (TagsOut); } message TagsIn { int32 limit = 1; } message TagsOut { repeated string tags = 1; }',
      'service S { rpc ListTags(elsewhere.In) returns (elsewhere.Out); }',
    ],
  },
  'api.proto_enum_zero': {
    speaks: ['enum Color { RED = 0; }'],
    silent: ['enum Color { COLOR_UNKNOWN = 0; }', 'enum Color { UNSPECIFIED_COLOR = 0; }'],
  },
  'api.proto_required': {
    speaks: ['syntax = "proto2"; package a.v1; message M { required string a = 1; }'],
    silent: ['message M { optional string required = 1; }'],
  },
  'api.proto_money_float': {
    speaks: ['message M { double unit_price = 1; }'],
    silent: ['message M { int64 price = 1; float ratio = 2; }'],
  },
  'api.proto_package': { speaks: ['syntax = "proto3"; message M {}'], silent: ['message M {}'] },
  'api.proto_version_missing': {
    speaks: ['syntax = "proto3"; package shop; service S {}'],
    silent: [
      'syntax = "proto3"; package shop.v1beta2; service S {}',
      'syntax = "proto3"; package shop; message M {}',
    ],
  },
  'api.proto_request_shared': {
    speaks: [
      'service S { rpc A(google.protobuf.Empty) returns (Order); }',
      'service S { rpc A(In) returns (Order); rpc B(In) returns (Order); } message In {}',
    ],
    silent: [
      'service S { rpc A(InA) returns (Order); rpc B(InB) returns (Order); } message InA {} message InB {}',
    ],
  },
  'api.proto_timestamp': {
    speaks: ['message M { int64 created_at = 1; }'],
    silent: ['message M { int64 created_at_ms = 1; google.protobuf.Timestamp updated_at = 2; }'],
  },
  'api.proto_naming': {
    speaks: [
      'message order_line {}',
      'message M { string fullName = 1; }',
      'enum E { E_UNSPECIFIED = 0; open = 1; }',
    ],
    silent: ['message OrderLine { string full_name_2 = 1; }'],
  },
};

const whole = (text: string): string =>
  text.startsWith('syntax') ? text : `${CLEAN_PROTO}\n${text}`;

describe('our rules over Protocol Buffers', () => {
  test('find nothing in a file that does what they ask', () => {
    expect(ids(CLEAN_PROTO)).toEqual([]);
  });

  testRules(protobufRules, cases, (text) => ids(whole(text)));
});

describe('reading Protocol Buffers', () => {
  test('finds the line of every field, whatever its name', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z_]{0,8}$/), {
      minLength: 1,
      maxLength: 8,
    });
    const words = fc.constantFrom(
      'message',
      'enum',
      'service',
      'rpc',
      'oneof',
      'option',
      'reserved',
      'group',
    );
    fc.assert(
      fc.property(names, words, fc.nat(4), (plain, word, gap) => {
        const fields = [...new Set([...plain, word])];
        const lines = fields.map(
          (name, index) => `${'\n'.repeat(gap)}  string ${name} = ${index + 1};`,
        );
        const text = `syntax = "proto3";\nmessage Outer { message Inner {\n${lines.join('\n')}\n} }`;
        const inner = parsed(text).messages.find(({ name }) => name === 'Outer.Inner');
        expect(
          inner?.fields.map(({ line, name }) =>
            text.split('\n')[line - 1]?.trim().startsWith(`string ${name} =`),
          ),
        ).toEqual(fields.map(() => true));
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['message {', 'in line 1'],
    ['syntax = "proto3"; message M { string a = 1; string b = 1; }', 'duplicate id 1'],
    ['syntax = "proto3"; message M { reserved 3; string b = 3; }', 'id 3 is reserved'],
  ])('says why %s is none', (text, why) => {
    expect(parseProto(text)).toEqual(expect.stringContaining(why));
  });
});

const changes = (before: string, after: string) => {
  const [old, now] = [before, after].map((body) =>
    parsed(`syntax = "proto3"; package a.v1; ${body}`),
  );
  return compareProto(old!, now!).map(({ effect, where }) => `${effect} ${where}`);
};
const message = (fields: string) => `message M { ${fields} }`;

describe('two versions of a file', () => {
  test.each([
    ['removed, number free', 'string a = 1; string b = 2;', 'string a = 1;', ['breaking M.b']],
    [
      'removed, number reserved',
      'string a = 1; string b = 2;',
      'string a = 1; reserved 2;',
      ['dangerous M.b'],
    ],
    ['another number', 'string a = 1;', 'string a = 2;', ['breaking M.a', 'non-breaking M.a']],
    ['another type', 'string a = 1;', 'int32 a = 1;', ['breaking M.a']],
    ['a type that the wire reads alike', 'int32 a = 1;', 'int64 a = 1;', []],
    ['another name', 'string a = 1;', 'string b = 1;', ['dangerous M.b']],
    ['a reserved number used again', 'reserved 2;', 'int32 a = 2;', ['breaking M.a']],
    ['repeated', 'string a = 1;', 'repeated string a = 1;', ['breaking M.a']],
    ['added', 'string a = 1;', 'string a = 1; string b = 2;', ['non-breaking M.b']],
  ])('a field: %s', (_, before, after, told) => {
    expect(changes(message(before), message(after))).toEqual(told);
  });

  test.each([
    ['a message removed', 'message M {}', '', ['breaking M']],
    ['a value removed', 'enum E { A = 0; B = 1; }', 'enum E { A = 0; }', ['breaking E.B']],
    ['a method removed', 'service S { rpc A(M) returns (M); }', 'service S {}', ['breaking S.A']],
    [
      'a method streams',
      'service S { rpc A(M) returns (M); }',
      'service S { rpc A(M) returns (stream M); }',
      ['breaking S.A'],
    ],
    ['nothing', 'service S { rpc A(M) returns (M); }', 'service S { rpc A(M) returns (M); }', []],
  ])('%s', (_, before, after, told) => {
    expect(changes(before, after)).toEqual(told);
  });
});
