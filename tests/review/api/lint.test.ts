import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BaseResolver, createConfig, lintDocument } from '@redocly/openapi-core';
import * as fc from 'fast-check';
import { parseDocument } from '../../../src/review/api/document/parse.ts';
import { keysOf, rootOf, at } from '../../../src/review/api/document/node.ts';
import { lintWithRedocly } from '../../../src/review/api/redocly/lint.ts';
import { redoclyRules } from '../../../src/review/api/redocly/rules.ts';
import { reviewContract } from '../../../src/review/api/review-contract.ts';
import { changed, cleanOpenApi } from './contracts.ts';

function parsed(text: string) {
  const document = parseDocument(text);
  if (typeof document === 'string') throw new Error(document);
  return document;
}

const lint = async (contract: unknown) =>
  (await lintWithRedocly(parsed(JSON.stringify(contract, null, 2)))).findings;
const review = (text: string, name = 'contract') =>
  reviewContract({ contract: { name, text }, previous: null, format: null });

// oxlint-disable-next-line typescript/no-explicit-any -- cases write what no type would allow
const cases: Readonly<Record<string, (contract: any) => void>> = {
  'api.spec_invalid': (c) => (c.paths['/orders'].get.responses = 'none'),
  'api.ref_unresolved': (c) =>
    (c.components.schemas.Order.properties.id = { $ref: '#/components/schemas/Nope' }),
  'api.path_twice': (c) => (c.paths['/orders/{id}'] = {}),
  'api.path_parameter': (c) => (c.paths['/orders/{orderId}'].get.parameters = []),
  'api.path_query': (c) => (c.paths['/orders?all=1'] = {}),
  'api.operation_id_twice': (c) => (c.paths['/orders'].get.operationId = 'getOrder'),
  'api.parameter_twice': (c) =>
    c.paths['/orders'].get.parameters.push(c.paths['/orders'].get.parameters[0]),
  'api.enum_type': (c) => (c.components.schemas.Order.properties.id.enum = [1]),
  'api.required_undefined': (c) => (c.components.schemas.Order.required = ['nope']),
  'api.security_undefined': (c) => (c.security = [{ nope: [] }]),
  'api.server_variable': (c) => (c.servers[0].url = 'https://{host}/v1'),
  'api.example_schema': (c) => (c.components.schemas.Order.properties.id.example = 7),
  'api.component_unused': (c) => (c.components.schemas.Unused = { type: 'string' }),
};

describe('what the linter finds', () => {
  test('is nothing in a clean contract', async () => {
    expect(await lint(cleanOpenApi())).toEqual([]);
  });

  test.each(Object.entries(cases))('%s', async (id, change) => {
    expect((await lint(changed(change))).map((finding) => finding.id)).toContain(id);
  });

  test('is translated for rules that exist, each with its own id', async () => {
    const ids = Object.values(redoclyRules).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const { rules } = await createConfig({ extends: ['all'] });
    const known = new Set(Object.values(rules).flatMap((ofVersion) => Object.keys(ofVersion)));
    expect(Object.keys(redoclyRules).filter((name) => !known.has(name))).toEqual([]);
  });

  test('says of which rules it does not tell everything', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 2_001 }, (_, index) => [`/a${index}`, { get: {} }]),
    );
    const { findings, coverage } = await review(JSON.stringify({ openapi: '3.1.0', paths }));
    const told = findings.filter(({ id }) => id === 'api.no_success_response');
    expect(told).toHaveLength(2_000);
    expect(coverage.not_looked_at.join('\n')).toMatch(/`api\.no_success_response`.* 2,000 places/);
  });

  test('names the line, in YAML and in JSON', async () => {
    const yaml =
      'openapi: 3.1.0\ninfo: {title: a, version: "1"}\npaths:\n  /a:\n    get:\n      operationId: x\n      responses:\n        "200":\n          $ref: "#/nope"\n';
    const { findings } = await review(yaml);
    expect(findings.find(({ id }) => id === 'api.ref_unresolved')).toMatchObject({
      line: 8,
      where: 'GET /a 200',
    });
  });
});

describe('lines', () => {
  test('of every part, however the document is laid out', () => {
    const key = fc.stringMatching(/^[a-z/~{} ]{1,6}$/);
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 4 }),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5 }), (value) => {
        const text = JSON.stringify(value, null, 1);
        const lines = text.split('\n');
        const { lineOf } = parsed(text);
        for (const name of Object.keys(value)) {
          const { pointer } = at(rootOf(value), name);
          expect(lines[lineOf(pointer) - 1]?.startsWith(` ${JSON.stringify(name)}:`)).toBe(true);
          expect(keysOf(pointer)).toEqual([name]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const leading = (ref: string) =>
  changed((c) => {
    c.jsonSchemaDialect = `${ref}/dialect`;
    c.externalDocs = { url: ref };
    c.components.schemas.Order.properties = {
      a: { $ref: ref },
      b: { $schema: ref, $id: `${ref}/id`, type: 'string' },
    };
    c.components.schemas.Choice = {
      oneOf: [{ $ref: ref }],
      discriminator: { propertyName: 'k', mapping: { a: ref } },
    };
    c.paths['/orders'].get.responses['200'].content['application/json'].examples = {
      e: { externalValue: ref },
    };
    c.paths['/elsewhere'] = { $ref: ref };
  });

describe('nothing outside of the document is read', () => {
  let server: Server;
  let asked = 0;
  let url: string;

  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      response.end('{"type":"string"}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => void server.close(resolve)));

  test('not a server', async () => {
    const { findings, coverage, status } = await review(
      JSON.stringify(leading(`${url}/schema.json`)),
    );
    expect([asked, status]).toEqual([0, 'complete']);
    expect(coverage.not_looked_at).toEqual([expect.stringContaining(url)]);
    expect(findings.map(({ id }) => id)).not.toContain('api.ref_unresolved');
  });

  test('not a file', async () => {
    const reviewed = await review(JSON.stringify(leading('/etc/passwd')));
    expect(JSON.stringify(reviewed)).not.toContain('root:');
    expect(reviewed.coverage.not_looked_at).toEqual([expect.stringContaining('/etc/passwd')]);
  });

  test('although the linter would', async () => {
    const { source, value } = parsed(JSON.stringify(leading(`${url}/schema.json`)));
    const config = await createConfig({ rules: { 'no-unresolved-refs': 'warn' } });
    await lintDocument({
      document: { source, parsed: value },
      config,
      externalRefResolver: new BaseResolver(config.resolve),
    });
    expect(asked).toBeGreaterThan(0);
  });
});

describe('what is hostile is answered with a sentence', () => {
  const laughs = Array.from(
    { length: 12 },
    (_, index) =>
      `a${index + 1}: &a${index + 1} [${Array.from({ length: 10 }, () => `*a${index}`).join(',')}]`,
  );

  test.each([
    [
      'a billion laughs',
      `openapi: 3.1.0\na0: &a0 [x]\n${laughs.join('\n')}`,
      'more than 3,000,000 nodes',
    ],
    ['an alias of itself', 'openapi: 3.1.0\npaths: &a {b: *a}', 'has no end'],
    [
      'deep JSON',
      `{"openapi":"3.1.0","a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      'nested deeper',
    ],
    ['deep YAML', `openapi: 3.1.0\na: ${'['.repeat(50_000)}`, 'cannot be read'],
    ['deep.graphql', `type Query { a: ${'['.repeat(50_000)}`, 'nested too deeply'],
    ['a key twice', 'openapi: 3.1.0\ninfo: {}\ninfo: {}', 'line 3'],
    ['prose', 'Which format would you choose?', 'none of OpenAPI'],
  ])('%s', async (name, text, sentence) => {
    const reviewed = await review(text, name);
    expect(reviewed).toMatchObject({
      status: 'aborted',
      findings: [],
      reason: expect.stringContaining(sentence),
    });
  });

  test('schemas and paths that refer to themselves are read all the same', async () => {
    const contract = changed((c) => {
      c.components.schemas.Order = {
        allOf: [{ $ref: '#/components/schemas/Order' }],
        properties: { next: { $ref: '#/components/schemas/Order' } },
      };
      c.components.schemas.A = { $ref: '#/components/schemas/B' };
      c.components.schemas.B = { $ref: '#/components/schemas/A' };
      c.paths['/loop'] = { $ref: '#/paths/~1loop' };
    });
    const [one, two] = await Promise.all([
      review(JSON.stringify(contract)),
      review(JSON.stringify(contract)),
    ]);
    expect(one).toMatchObject({ status: 'partial', reason: expect.stringContaining('circular') });
    expect(one.findings).toEqual(two.findings);
  });
});

describe('AsyncAPI', () => {
  test('is linted, with rules of our own', async () => {
    const { kind, findings } = await review(
      'asyncapi: 3.0.0\ninfo: {title: a, version: "1"}\nservers:\n  bus: {host: "kafka.example.com", protocol: kafka}\nchannels:\n  orders:\n    messages:\n      made: {}\noperations:\n  onOrder: {action: listen, channel: {$ref: "#/channels/nope"}}\n',
    );
    expect(kind).toBe('asyncapi');
    expect(findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'api.spec_invalid',
        'api.ref_unresolved',
        'api.async_server_insecure',
        'api.async_server_open',
        'api.async_payload_missing',
        'api.async_correlation_missing',
      ]),
    );
  });
});
