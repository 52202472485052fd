import { describe, expect, test } from '@jest/globals';
import { noUsage } from '../../src/core/usage.ts';
import { countSlackCalls } from '../../src/operate/count-slack-calls.ts';
import { createMetrics } from '../../src/operate/metrics.ts';

const three = () => Promise.resolve(3);
const idle = { queueDepth: () => Promise.resolve(0) };

describe('metrics', () => {
  test('count events, turns, failures, tokens and dollars under their names', async () => {
    const metrics = createMetrics(idle);
    metrics.event('mention', 'stored');
    metrics.event('mention', 'stored');
    metrics.event('mention', 'duplicate');
    metrics.turn({ agent: 'api-designer', outcome: 'answered', tookMs: 4000, firstTextMs: 700 });
    metrics.turn({ agent: null, outcome: 'failed', tookMs: 100, firstTextMs: null });
    metrics.failure('rate_limited');
    const tokens = { inputTokens: 10, cacheReadTokens: 20, cacheWriteTokens: 30, outputTokens: 40 };
    metrics.usage('claude-sonnet-5-5', { ...tokens, usd: 0.25, unpricedTokens: 0 });
    metrics.usage('local', { ...tokens, usd: 0, unpricedTokens: 100 });
    metrics.usage('mixed', { ...tokens, usd: 0.125, unpricedTokens: 40 });
    metrics.usage(null, { ...tokens, usd: 0.5, unpricedTokens: 0 });
    metrics.usage(null, noUsage);

    const lines = (await metrics.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'architect_events_total{kind="mention",outcome="stored"} 2',
        'architect_events_total{kind="mention",outcome="duplicate"} 1',
        'architect_turns_total{agent="api-designer",outcome="answered"} 1',
        'architect_turns_total{agent="none",outcome="failed"} 1',
        'architect_turn_seconds_count 2',
        'architect_turn_seconds_sum 4.1',
        'architect_first_text_seconds_count 1',
        'architect_first_text_seconds_sum 0.7',
        'architect_failures_total{kind="rate_limited"} 1',
        'architect_tokens_total{kind="cache_read",model="claude-sonnet-5-5"} 20',
        'architect_tokens_total{kind="output",model="local"} 40',
        'architect_dollars_total{model="claude-sonnet-5-5"} 0.25',
        'architect_dollars_total{model="mixed"} 0.125',
        'architect_dollars_total{model="none"} 0.5',
        'architect_tokens_total{kind="input",model="none"} 10',
        'architect_unpriced_tokens_total{model="local"} 100',
        'architect_unpriced_tokens_total{model="mixed"} 40',
      ]),
    );
    expect(lines.filter((line) => line.startsWith('architect_dollars_total{'))).toHaveLength(3);
  });

  test('include what the process itself uses', async () => {
    const text = await createMetrics(idle).text();
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  test('of two bots in one process do not meet', async () => {
    const [one, other] = [createMetrics(idle), createMetrics(idle)];
    one.failure('internal');
    expect(await other.text()).not.toContain('architect_failures_total{');
  });

  test('ask for the depth of the queue at each scrape, and do without it when the store is away', async () => {
    let depth = three;
    const metrics = createMetrics({ queueDepth: () => depth() });
    expect(await metrics.text()).toContain('\narchitect_queue_depth 3\n');
    depth = () => Promise.reject(new Error('no store'));
    const text = await metrics.text();
    expect(text).not.toMatch(/^architect_queue_depth /m);
    expect(text).toContain('process_resident_memory_bytes');
  });

  test('do not wait for a store that does not answer', async () => {
    const metrics = createMetrics({ queueDepth: () => new Promise(() => {}), timeoutMs: 20 });
    expect(await metrics.text()).not.toMatch(/^architect_queue_depth /m);
  });
});

describe('countSlackCalls', () => {
  const api = 'https://slack.com/api/';

  test.each([
    [`${api}chat.postMessage`, 200, 'method="chat.postMessage",outcome="ok"'],
    [`${api}agents.sessions.setStatus?x=1`, 429, 'outcome="rate_limited"'],
    [new URL(`${api}chat.appendStream`), 503, 'method="chat.appendStream",outcome="http_error"'],
    ['https://files.slack.com/files-pri/T1-F1/download/schema.sql', 200, 'method="file"'],
  ])('%s answered %d', async (url, status, labels) => {
    const metrics = createMetrics(idle);
    const fetch = countSlackCalls(() => Promise.resolve({ status }), metrics);
    expect(await fetch(url)).toEqual({ status });
    expect(await metrics.text()).toContain(labels);
  });

  test('counts a call that reached nobody, and lets its error through', async () => {
    const metrics = createMetrics(idle);
    const refused = new Error('ECONNREFUSED');
    const fetch = countSlackCalls(() => Promise.reject(refused), metrics);
    await expect(fetch(`${api}auth.test`)).rejects.toBe(refused);
    expect(await metrics.text()).toContain('method="auth.test",outcome="network_error"} 1');
  });
});
