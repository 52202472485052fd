import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { InputPart, ModelMessage, ModelRequest } from '../../src/core/model.ts';
import { topics } from '../../src/offline/knowledge/topics.ts';
import { matchTopics } from '../../src/offline/match-topics.ts';
import { createOfflineModel } from '../../src/offline/offline-model.ts';

const allTools = [
  'review_schema',
  'check_api',
  'review_code',
  'render_diagram',
  'estimate_capacity',
];

function aRequest(
  text: string,
  {
    files = [],
    tools = allTools,
    after = [],
  }: { files?: readonly string[]; tools?: readonly string[]; after?: readonly ModelMessage[] } = {},
): ModelRequest {
  const shared = files.map((name) => `<slack_file name="${name}" id="F1" bytes="9"/>\n`).join('');
  const message = `<slack_message ts="1.0" author="U1">\n${text}\n${shared}</slack_message>`;
  return {
    model: null,
    system: 's',
    messages: [{ role: 'user', content: [{ type: 'text', text: message }] }, ...after],
    tools: tools.map((name) => ({ name, description: '', inputSchema: {} })),
    maxTokens: 1000,
  };
}

async function ask(request: ModelRequest) {
  let text = '';
  for await (const event of createOfflineModel().stream(request, new AbortController().signal)) {
    if (event.type === 'text') text += event.text;
    if (event.type === 'done') {
      const calls = event.content.flatMap((part) => (part.type === 'tool-use' ? [part] : []));
      return { text, calls, done: event };
    }
  }
  throw new Error('the reply had no end');
}

describe('what it brings to the tools', () => {
  test.each([
    ['a schema in a fence', 'look:\n```sql\ncreate table a (id int);\n```', [], ['review_schema']],
    ['a schema file', 'please', ['db.sql'], ['review_schema']],
    ['a contract', '```yaml\nopenapi: 3.1.0\n```', [], ['check_api']],
    ['a contract file', 'please', ['openapi.yaml'], ['check_api']],
    ['code', '```python\nx = 1\n```', [], ['review_code']],
    ['a diagram', '```mermaid\nflowchart LR\n a --> b\n```', [], ['render_diagram']],
    ['a rate and a time', 'we take 1.2k requests/s at 80 ms each', [], ['estimate_capacity']],
    ['only words', 'is caching a good idea?', [], []],
  ])('%s', async (_, text, files, expected) => {
    const { calls } = await ask(aRequest(text, { files }));
    expect(calls.map(({ name }) => name)).toEqual(expected);
  });

  test('takes numbers as they were stated', async () => {
    const { calls } = await ask(aRequest('1.2k requests/s at 80 ms'));
    expect(calls[0]?.input).toEqual({
      calculations: [{ kind: 'concurrency', requests_per_s: 1200, latency_ms: 80 }],
    });
  });

  test('never calls a tool that was not offered', async () => {
    const { calls } = await ask(aRequest('```sql\ncreate table a (id int);\n```', { tools: [] }));
    expect(calls).toEqual([]);
  });
});

describe('what it writes', () => {
  test('says first that no model took part, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const answer = await ask(aRequest(text, { tools: [] }));
        expect(answer.text).toMatch(/^\*\*No language model took part/);
        expect(answer.done.usage.usd).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test('gives the checklist, patterns, questions and sources of the topic', async () => {
    const { text } = await ask(aRequest('How do we avoid a cache stampede with Redis?'));
    expect(text).toContain('## Caching');
    expect(text).toContain('“cache”');
    expect(text).toMatch(/A miss is computed once/);
    expect(text).toContain('## Settle first');
    expect(text).toContain('RFC 9111');
  });

  test.each([
    'Assume the rest: Load: 100 requests/s; Targets: p95 below 300 ms.',
    'about 2,000, and we are twelve people',
  ])('takes %j for an answer to what was asked before it', async (words) => {
    const { messages, ...rest } = aRequest('Design the split of our monolith into services', {
      tools: [],
    });
    const [first] = aRequest(words).messages;
    const { text } = await ask({ ...rest, messages: [...messages, first!] });
    expect(text).toContain('Where to cut');
    expect(text).not.toContain('p95');
  });

  test('puts the answers of a form to use, and says that some were assumed', async () => {
    const { messages, ...rest } = aRequest('Please design an order service');
    const words =
      'Load: 1,000 requests/s.\nAssume the rest: Targets: p95 below 300 ms, 99.9 % available.';
    const [answers] = aRequest(words).messages;
    const { calls } = await ask({ ...rest, messages: [...messages, answers!] });
    expect(calls.map(({ input }) => input)).toEqual([
      {
        calculations: [
          { kind: 'concurrency', requests_per_s: 1000, latency_ms: 300 },
          { kind: 'availability', parts: [{ name: 'the whole', availability_percent: 99.9 }] },
        ],
      },
    ]);
  });

  test('does not repeat itself to words that no rule knows', async () => {
    const { messages, ...rest } = aRequest('How do we avoid a cache stampede?');
    const [nonsense] = aRequest('asdf qwer 🦄').messages;
    const { text } = await ask({ ...rest, messages: [...messages, nonsense!] });
    expect(text).not.toContain('## Caching');
    expect(text).toContain('I found nothing in your message');
  });

  test('says what it can do where no rule knows the question', async () => {
    const { text } = await ask(aRequest('what is the weather like?'));
    expect(text).toContain('I found nothing in your message that a rule knows');
  });

  test('writes what the tools found, and does not call them again', async () => {
    const question = '```sql\ncreate table a (id int);\n```';
    const { calls } = await ask(aRequest(question));
    const results: InputPart[] = calls.map(({ id }) => ({
      type: 'tool-result',
      toolUseId: id,
      ok: true,
      content: '2 findings: no primary key',
    }));
    const after: ModelMessage[] = [
      { role: 'assistant', content: calls },
      { role: 'user', content: results },
    ];
    const second = await ask(aRequest(question, { after }));
    expect(second.calls).toEqual([]);
    expect(second.text).toContain('## What the tools found\n\n2 findings: no primary key');
  });
});

describe('what is written down', () => {
  test.each(topics.map((topic) => [topic.id, topic] as const))(
    '%s can be used and found again',
    (_, topic) => {
      expect(topic.cues.every((cue) => cue === cue.toLowerCase())).toBe(true);
      expect(topic.checklist.length).toBeGreaterThanOrEqual(4);
      expect(topic.patterns.length).toBeGreaterThanOrEqual(1);
      expect(topic.questions.length).toBeGreaterThanOrEqual(1);
      expect(topic.sources.length).toBeGreaterThanOrEqual(1);
      expect(
        matchTopics(`What about ${topic.cues[0]}?`, topics).map(({ topic: { id } }) => id),
      ).toContain(topic.id);
    },
  );

  test('no two topics have one name', () => {
    expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length);
  });

  test.each([
    ['should we shard our postgres by tenant?', 'partitioning'],
    ['customers are charged twice when a payment is retried', 'idempotency'],
    ['our monolith should be split into microservices', 'service-boundaries'],
    ['p99 latency is 3 s, where is the bottleneck?', 'latency'],
    ['how do we store passwords and other secrets?', 'secrets-and-data'],
    ['zero downtime migration of a large table', 'migrations'],
  ])('%j is about %s', (text, id) => {
    expect(matchTopics(text, topics).map(({ topic }) => topic.id)).toContain(id);
  });

  test('"the rest" is no interface', () => {
    const ids = matchTopics('Assume the rest, and restart the queue later.', topics).map(
      ({ topic }) => topic.id,
    );
    expect(ids).not.toContain('rest-resources');
    expect(matchTopics('Is our REST API any good?', topics)[0]?.topic.id).toBe('rest-resources');
  });
});
