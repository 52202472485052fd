import { describe, expect, test } from '@jest/globals';
import { changeFindings, groupChanges } from '../../../src/review/api/changes/change.ts';
import * as documents from '../../../src/review/api/changes/compare-documents.ts';
import { compareSdl } from '../../../src/review/api/graphql/compare-sdl.ts';
import { parseSdl } from '../../../src/review/api/graphql/parse-sdl.ts';
import { readSdl } from '../../../src/review/api/graphql/sdl.ts';
import { changed, cleanOpenApi } from './contracts.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- cases write what no type would allow
type Change = (contract: any) => void;

const effects = (before: Change, after: Change): readonly string[] => [
  ...new Set(compareDocuments(changed(before), changed(after)).map(({ effect }) => effect)),
];

// oxlint-disable-next-line typescript/no-explicit-any -- as above
type Contract = any;

function compareDocuments(before: Document, after: Document) {
  return documents.compareDocuments(before, after) ?? [];
}
type Document = Readonly<Record<string, unknown>>;

const order =
  (change: Change): Change =>
  (c) =>
    change(c.components.schemas.Order);
const created =
  (change: Change): Change =>
  (c) =>
    change(c.components.schemas.NewOrder);
const listed =
  (change: Change): Change =>
  (c) =>
    change(c.paths['/orders'].get);
const named = (constant: string) => changed(order((s) => (s.properties.id.const = constant)));
const nothing: Change = () => {};
const param = (required: boolean, type = 'string') => ({
  name: 'q',
  in: 'query',
  required,
  schema: { type },
});

const swagger = (properties: Record<string, unknown>, required = false) => ({
  swagger: '2.0',
  definitions: { Pet: { type: 'object', properties } },
  paths: {
    '/pets': {
      get: {
        parameters: [{ name: 'q', in: 'query', type: 'string', required }],
        responses: { '200': { description: '', schema: { $ref: '#/definitions/Pet' } } },
      },
    },
  },
});

describe('what a change of an OpenAPI document means', () => {
  test.each<[string, Change, Change, string]>([
    ['an operation goes', nothing, (c) => delete c.paths['/orders'].post, 'breaking'],
    ['a path goes', nothing, (c) => delete c.paths['/orders/{orderId}'], 'breaking'],
    ['an operation comes', (c) => delete c.paths['/orders'].post, nothing, 'non-breaking'],
    [
      'a required parameter comes',
      nothing,
      listed((get) => get.parameters.push(param(true))),
      'breaking',
    ],
    [
      'the first parameter comes, and is required',
      listed((get) => delete get.parameters),
      listed((get) => (get.parameters = [param(true)])),
      'breaking',
    ],
    [
      'an optional parameter comes',
      nothing,
      listed((get) => get.parameters.push(param(false))),
      'non-breaking',
    ],
    [
      'a parameter becomes required',
      listed((get) => get.parameters.push(param(false))),
      listed((get) => get.parameters.push(param(true))),
      'breaking',
    ],
    [
      'a parameter changes its type',
      listed((get) => get.parameters.push(param(false))),
      listed((get) => get.parameters.push(param(false, 'integer'))),
      'breaking',
    ],
    ['a required field is asked for', nothing, created((s) => (s.required = ['note'])), 'breaking'],
    [
      'a field of requests may be shorter only',
      nothing,
      created((s) => (s.properties.note.maxLength = 10)),
      'breaking',
    ],
    [
      'a value of requests goes',
      created((s) => (s.properties.note.enum = ['a', 'b'])),
      created((s) => (s.properties.note.enum = ['a'])),
      'breaking',
    ],
    [
      'requests are limited to values',
      nothing,
      created((s) => (s.properties.note.enum = ['a'])),
      'breaking',
    ],
    [
      'requests may be null',
      created((s) => (s.properties.note.nullable = false)),
      created((s) => (s.properties.note.nullable = true)),
      'non-breaking',
    ],
    [
      'an optional field of answers goes',
      nothing,
      order((s) => delete s.properties.totalCents),
      'dangerous',
    ],
    [
      'a required field of answers goes',
      order((s) => (s.required = ['totalCents'])),
      order((s) => {
        s.required = [];
        delete s.properties.totalCents;
      }),
      'breaking',
    ],
    [
      'a field of answers changes its type',
      nothing,
      order((s) => (s.properties.totalCents.type = 'string')),
      'breaking',
    ],
    [
      'a number of answers becomes an integer',
      order((s) => (s.properties.totalCents.type = 'number')),
      nothing,
      'non-breaking',
    ],
    [
      'answers may be null',
      nothing,
      order((s) => (s.properties.id.type = ['string', 'null'])),
      'dangerous',
    ],
    [
      'a value of answers comes',
      order((s) => (s.properties.id.enum = ['a'])),
      order((s) => (s.properties.id.enum = ['a', 'b'])),
      'dangerous',
    ],
    [
      'a field of answers comes',
      nothing,
      order((s) => (s.properties.note = { type: 'string' })),
      'non-breaking',
    ],
    [
      'a response goes',
      nothing,
      (c) => delete c.paths['/orders'].post.responses['201'],
      'breaking',
    ],
    [
      'authentication is asked for',
      (c) => (c.paths['/orders'].get.security = []),
      nothing,
      'breaking',
    ],
    [
      'authentication is no longer asked for',
      nothing,
      (c) => (c.paths['/orders'].get.security = []),
      'dangerous',
    ],
    [
      'another authentication is asked for',
      nothing,
      (c) => (c.security = [{ key: [] }]),
      'breaking',
    ],
    ['a description changes', nothing, listed((get) => (get.description = 'All.')), 'annotation'],
    ['an operation is deprecated', nothing, listed((get) => (get.deprecated = true)), 'annotation'],
  ])('%s', (_, before, after, effect) => {
    const told = effects(before, after);
    expect({ effect: told.includes(effect), breaking: told.includes('breaking') }).toEqual({
      effect: true,
      breaking: effect === 'breaking',
    });
  });

  test('nothing, when nothing changed, and the documents stay as they were', () => {
    const [before, after] = [cleanOpenApi(), cleanOpenApi()];
    expect(compareDocuments(before, after)).toEqual([]);
    expect(before).toEqual(cleanOpenApi());
  });

  test('tells a change of a shared schema once, with what breaks as a finding', () => {
    const found = compareDocuments(
      cleanOpenApi(),
      changed(order((s) => delete s.properties.totalCents)),
    );
    expect(found.length).toBeGreaterThan(1);
    expect(groupChanges(found, () => 7)).toEqual([
      {
        effect: 'dangerous',
        where: expect.stringContaining(`and ${found.length - 1} more`),
        what: 'removed the property `totalCents` of a response',
        line: null,
      },
    ]);
    expect(changeFindings(found, () => 7)).toMatchObject([
      { id: 'api.dangerous_change', severity: 'warn', line: 7 },
    ]);
  });

  test('names the property whose limit comes or goes', () => {
    const limit = created((s) => (s.properties.note.minLength = 3));
    const [come] = compareDocuments(cleanOpenApi(), changed(limit));
    const [gone] = compareDocuments(changed(limit), cleanOpenApi());
    expect(come?.what).toBe('added `minLength: 3` of `note` of a request');
    expect(gone?.what).toBe('removed `minLength: 3` of `note` of a request');
  });

  test('names the property whose values change, and takes an example for words', () => {
    const values = (...list: string[]) => changed(order((s) => (s.properties.id.enum = list)));
    const found = compareDocuments(values('a'), values('a', 'b'));
    expect(new Set(found.map(({ what }) => what))).toEqual(
      new Set(['added the value b of `id` of a response']),
    );
    const shown = changed(order((s) => (s.example = { id: 'x', totalCents: 3 })));
    const [before, after] = [changed(order((s) => (s.example = { id: 'x' }))), shown];
    const told = compareDocuments(before, after).map(({ effect }) => effect);
    expect(new Set(told)).toEqual(new Set(['annotation']));
  });

  test.each(['example', 'examples', 'type', 'enum', 'const', 'responses'])(
    'takes what an author calls “%s” for a name, wherever names stand',
    (name) => {
      const places: readonly ((c: Contract, type: string) => unknown)[] = [
        (c, type) =>
          (c.paths['/orders'].post.responses['201'].headers[name] = {
            required: true,
            schema: { type },
          }),
        (c, type) => (c.components.schemas.Order.patternProperties = { [name]: { type } }),
        (c, type) => (c.components.schemas.Order.properties[name] = { type }),
        (c, type) => (c.components.schemas.Order.$defs = { [name]: { type } }),
        (c, type) => (c.components.schemas.NewOrder.properties[name] = { type }),
        (c, type) => (c.paths[`/${name}`] = { get: { parameters: [param(true, type)] } }),
      ];
      const found = places.map((put) =>
        effects(
          (c) => put(c, 'string'),
          (c) => put(c, 'integer'),
        ),
      );
      // The differ itself does not look into `$defs` and `patternProperties`; it is no annotation all the same.
      expect(found.map((told) => told.includes('annotation'))).toEqual(places.map(() => false));
      expect([0, 2, 4, 5].map((at) => found[at])).toEqual([0, 2, 4, 5].map(() => ['breaking']));
    },
  );

  test('takes another constant for a break, in answers too', () => {
    const found = compareDocuments(named('a'), named('b'));
    expect(new Set(found.map(({ effect }) => effect))).toEqual(new Set(['breaking']));
  });

  test('compares Swagger 2 as OpenAPI', () => {
    const [string, integer] = [{ type: 'string' }, { type: 'integer' }];
    const told = compareDocuments(swagger({ name: string }), swagger({ name: integer }, true));
    expect(told.map(({ effect, what }) => `${effect}: ${what}`)).toEqual([
      'breaking: added `required: true` of the parameter `q`',
      'breaking: type of `name` of a response: string → integer',
    ]);
  });
});

const sdl = (text: string) => {
  const document = parseSdl(text);
  if (typeof document === 'string') throw new Error(document);
  return document;
};

describe('what a change of a GraphQL schema means', () => {
  test('is told with its line', () => {
    const before = sdl('type Query { a: Int b(x: Int): String gone: Int } enum E { A }');
    const after = readSdl(
      sdl('type Query {\n a: String!\n b(x: Int!): String }\nenum E { A\n B }'),
    );
    expect(compareSdl(before, after)).toMatchObject([
      { effect: 'breaking', where: 'Query.gone', isGone: true },
      { effect: 'breaking', where: 'Query.a', at: 2 },
      { effect: 'breaking', where: 'Query.b', at: 3 },
      { effect: 'dangerous', where: 'E.B', at: 5 },
    ]);
  });
});
