import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ConsultationDeps } from '../../src/consultation/consultation.ts';
import type { BlockResult, CheckBlock } from '../../src/consultation/verify/block-check.ts';
import { type ScriptedModel, startScriptedModel } from '../support/model.ts';
import { at, cut, gate, refuse, text, toolUse, wait } from '../support/model/script.ts';
import { aFile, aMessage, anAgent, ask, filesOf, modelAt } from './builders.ts';
import { aRecommendation } from './recommendations.ts';

let server: ScriptedModel;

beforeEach(async () => {
  server = await startScriptedModel();
});

afterEach(() => server.close());

const good = '```sql\nCREATE TABLE orders (id bigint PRIMARY KEY);\n```\n';
const broken = '```sql\nCREATE TABLE orders (id bigint PRIMARY KY);\n```\n';

/** Fails where the text holds one of the words, as an engine would. */
function failsOn(...words: readonly string[]): CheckBlock {
  return async (block): Promise<BlockResult> => {
    const wrong = words.find((word) => block.text.includes(word));
    const by = `test ${block.kind}`;
    if (wrong === undefined) return { verdict: 'passed', by, summary: 'fine', details: block.text };
    const summary = `line 1: syntax error at or near "${wrong}"`;
    return { verdict: 'failed', by, summary, details: block.text };
  };
}

const breaksOff: CheckBlock = async () => {
  throw new Error('secret path');
};

const checks: Partial<ConsultationDeps> = {
  checks: { ddl: failsOn('KY'), diagram: failsOn('--<'), code: failsOn('retrun') },
};

describe('DDL', () => {
  test('that does not run goes back once with the error, and only the mended answer is posted', async () => {
    server.next([text(`Add this:\n\n${broken}\nThen backfill.`, { every: 5 })]);
    server.next([text(`Add this:\n\n${good}\nThen backfill.`)]);
    const seen: string[] = [];
    const { answer, shown } = await ask(modelAt(server.url), {}, checks, undefined, (event) => {
      if (event.type === 'text') seen.push(event.markdown);
    });
    expect(seen.join('')).not.toContain('KY');
    expect(shown).toBe(`Add this:\n\n${good}\nThen backfill.`);
    expect(answer.text).toBe(shown);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.question).toContain('syntax error at or near "KY"');
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'DDL', verdict: 'passed' }),
    );
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'Corrections', verdict: 'passed' }),
    );
  });

  test('that still does not run is posted with a mark right below it', async () => {
    server.always([text(`Add this:\n\n${broken}\nThen backfill.`)]);
    const { answer, shown } = await ask(modelAt(server.url), {}, checks);
    expect(server.requests).toHaveLength(2);
    expect(shown).toBe(
      `Add this:\n\n${broken}\n_Not verified: line 1: syntax error at or near "KY"._\n\nThen backfill.`,
    );
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'DDL', verdict: 'failed' }),
    );
  });

  test('is held back until it has passed, while the prose before it can be read', async () => {
    const [inCheck, stream] = [gate(), gate()];
    const slow: CheckBlock = async () => {
      inCheck.arrive();
      await inCheck.opened;
      return { verdict: 'passed', by: 'slow', summary: 'fine', details: '' };
    };
    server.next([text(`First this.\n\n${good}Then that.`), at(stream), text(' The end.')]);
    let shown = '';
    const readable = gate();
    const asked = ask(modelAt(server.url), {}, { checks: { ddl: slow } }, undefined, (event) => {
      if (event.type === 'text') shown += event.markdown;
      if (event.type === 'text') readable.arrive();
    });
    await inCheck.reached;
    await readable.reached;
    await stream.reached;
    expect(shown).toBe('First this.\n\n');
    inCheck.open();
    stream.open();
    expect((await asked).shown).toBe(`First this.\n\n${good}Then that. The end.`);
  });

  test('that a tool ran in this turn is not run again', async () => {
    let runs = 0;
    const ddl: CheckBlock = async () => {
      runs += 1;
      return null;
    };
    const review = {
      name: 'review_schema',
      description: '',
      activity: '',
      inputSchema: { type: 'object' },
      timeoutMs: 60_000,
      run: async () => ({ ok: true as const, content: `Executed:\n${good}` }),
    };
    server.next([toolUse('review_schema', {})]);
    server.next([
      text(`Run:\n\n${good.replace('orders (', 'orders  ( ').replaceAll('  ( ', ' (')}`),
    ]);
    const { answer } = await ask(modelAt(server.url), {}, { tools: [review], checks: { ddl } });
    expect(runs).toBe(0);
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'DDL', by: 'review_schema', verdict: 'passed' }),
    );
  });

  test('runs on the schema that people brought, and on the DDL above it', async () => {
    const bases: string[][] = [];
    const ddl: CheckBlock = async ({ base }) => {
      bases.push(base.map((source) => source.text));
      return { verdict: 'passed', by: 'db', summary: '', details: '' };
    };
    const second = '```sql\nCREATE INDEX ON orders (id);\n```\n';
    server.next([text(`${good}\n${second}`)]);
    await ask(
      modelAt(server.url),
      { messages: [aMessage({ files: [aFile('base.sql')] })] },
      { checks: { ddl }, files: filesOf({ 'base.sql': 'CREATE TABLE users ();' }) },
    );
    expect(bases).toEqual([
      ['CREATE TABLE users ();'],
      ['CREATE TABLE users ();', 'CREATE TABLE orders (id bigint PRIMARY KEY);'],
    ]);
  });
});

test('DDL within a sentence is run, too; the name of a command is not', async () => {
  const suggested = 'Run `CREATE INDEX ON orders (KY)` before `ALTER TABLE`.';
  server.always([text(suggested)]);
  const { shown } = await ask(modelAt(server.url), {}, checks);
  expect(server.requests[1]?.question).toContain('near "KY"');
  expect(shown).toMatch(/\(KY\)` _\(not verified: line 1: .*"KY"\)_ before `ALTER TABLE`\.$/);
});

test('a block that was cut with its answer is closed and marked', async () => {
  server.always({ steps: [text('Add:\n\n```sql\nCREATE TABLE a (')], stop: 'max_tokens' });
  const { answer, shown } = await ask(modelAt(server.url), { limits: { rounds: 1 } }, checks);
  expect(answer.outcome).toBe('cut-short');
  expect(shown).toMatch(/CREATE TABLE a \(\n```\n\n_Not verified: .*_\n\n_This answer reached/);
});

describe('other blocks', () => {
  test('a broken diagram and code that does not parse go back, each with its own error', async () => {
    const diagram = '```mermaid\nflowchart LR\n a --< b\n```\n';
    const code = '```ts\nfunction f() { retrun 1; }\n```\n';
    server.next([text(`${diagram}\n${code}`)]);
    const fixed = `${diagram}\n${code}`.replace('--<', '-->').replace('retrun', 'return');
    server.next([text(fixed)]);
    const { shown } = await ask(modelAt(server.url), {}, checks);
    const told = server.requests[1]?.question ?? '';
    expect(told).toContain('near "--<"');
    expect(told).toContain('near "retrun"');
    expect(shown).toBe(fixed);
  });

  test('a picture comes along when its diagram passed', async () => {
    const artifact = { name: 'd.png', title: 'Diagram', content: new Uint8Array([1]) };
    const diagram: CheckBlock = async () => {
      return {
        verdict: 'passed',
        by: 'mermaid',
        summary: 'drawn',
        details: '',
        artifacts: [artifact],
      };
    };
    server.next([text('```mermaid\nflowchart LR\n a --> b\n```\n')]);
    const { answer } = await ask(modelAt(server.url), {}, { checks: { diagram } });
    expect(answer.artifacts).toEqual([artifact]);
  });

  test('a check that breaks off marks its block, and is no reason to ask the model', async () => {
    server.next([text('```ts\nf();\n```\n')]);
    const { answer, shown } = await ask(modelAt(server.url), {}, { checks: { code: breaksOff } });
    expect(server.requests).toHaveLength(1);
    expect(shown).toContain('_Not verified: the check did not come to an end._');
    expect(JSON.stringify([answer, shown])).not.toContain('secret');
  });

  test('a block of a kind that nobody checks is shown at once and called nothing', async () => {
    server.next([text('```bash\nls\n```\n')]);
    const { answer, shown } = await ask(modelAt(server.url), {}, checks);
    expect(shown).toBe('```bash\nls\n```\n');
    expect(answer.evidence).toEqual([]);
  });
});

describe('numbers and sources', () => {
  test('a number that nobody stated goes back, and is marked where it stays', async () => {
    const messages = [aMessage({ text: 'We see 1,000 requests/s. Enough?' })];
    server.always([text('At 1,000 requests/s yes. One node takes 50,000 requests/s.')]);
    const { answer, shown } = await ask(modelAt(server.url), { messages });
    expect(server.requests[1]?.question).toContain('"50,000 requests/s"');
    expect(server.requests[1]?.question).not.toContain('"1,000 requests/s"');
    expect(shown).toBe(
      'At 1,000 requests/s yes. One node takes 50,000 requests/s _(not verified)_.',
    );
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'Numbers', verdict: 'failed' }),
    );
  });

  test('a number that the agent’s own file states is the word of whoever runs it', async () => {
    const agent = anAgent({ prompt: 'Hash passwords; bcrypt cuts at 72 bytes.' });
    server.next([text('It reads 72 bytes of a password, and no more.')]);
    const { shown } = await ask(modelAt(server.url), { agent }, checks);
    expect(shown).toBe('It reads 72 bytes of a password, and no more.');
    expect(server.requests).toHaveLength(1);
  });

  test('a number that is mended by listing it as an assumption passes', async () => {
    server.next([text('It takes 50,000 requests/s.')]);
    const mended = '### Assumptions\n- It takes 50,000 requests/s.\n\nSo that is fine.';
    server.next([text(mended)]);
    const { answer, shown } = await ask(modelAt(server.url));
    expect(shown).toBe(mended);
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'Numbers', verdict: 'passed' }),
    );
  });

  test('a source that was never read goes back; one that was is fine', async () => {
    const messages = [aMessage({ text: 'See the file.', files: [aFile('orders.sql')] })];
    const files = filesOf({ 'orders.sql': 'a\nb\nc\n' });
    const invented =
      'orders.sql:2 is right, orders.sql:9 is not, and ADR-0042 and https://example.com/x say so.';
    server.next([text(invented)]);
    server.next([
      text('orders.sql:2 is right, and that is all there is to say about this one file.'),
    ]);
    const { shown } = await ask(modelAt(server.url), { messages }, { files });
    const told = server.requests[1]?.question ?? '';
    expect(told).toContain('orders.sql has 3 lines');
    expect(told).toContain('ADR-0042');
    expect(told).toContain('https://example.com/x');
    expect(told).not.toContain('"orders.sql:2"');
    expect(shown).not.toContain('ADR');
  });

  test('what may stand in a picture is neither sent back nor called traced', async () => {
    const messages = [aMessage({ files: [aFile('load.png', { mimetype: 'image/png' })] })];
    const files = filesOf({
      'load.png': { kind: 'image', mediaType: 'image/png', base64: 'aGk=' },
    });
    server.next([text('The chart shows 3,000 requests/s.')]);
    const { answer, shown } = await ask(modelAt(server.url), { messages }, { files });
    expect(server.requests).toHaveLength(1);
    expect(shown).toBe('The chart shows 3,000 requests/s.');
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'Numbers', verdict: 'unverified' }),
    );
  });
});

const design = [
  aMessage({ text: 'Please design an order service for our shop. We take 1,000 requests/s.' }),
];

describe('the structure', () => {
  test('that comes with the prose needs no further request, and is posted beneath it', async () => {
    server.next([text('Take the queue.'), toolUse('recommend', aRecommendation())]);
    const { answer, shown } = await ask(modelAt(server.url), { messages: design });
    expect(server.requests).toHaveLength(1);
    expect(shown).toMatch(
      /^Take the queue\.\n\n\*\*Decision: Queue\.\*\*[^]*### Do first[^]*### Options\n_R1 .*_\n\n\| Option \|/,
    );
    expect(shown).toContain('**Queue** (chosen)');
    expect(shown).toMatch(/_Assessed: .* of \d+\)/);
    expect(answer.recommendation).toEqual(aRecommendation());
    expect(answer.coverage?.missing).toContain('security');
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'Structure', verdict: 'passed' }),
    );
  });

  test('that does not fit goes back with the exact complaint, and is taken when mended', async () => {
    const wrong = { ...aRecommendation(), decision: { option: 'Kafka', why: 'Because.' } };
    server.next([text('Take the queue.'), toolUse('recommend', wrong)]);
    server.next([toolUse('recommend', aRecommendation())]);
    const { answer, shown } = await ask(modelAt(server.url), { messages: design });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.toolResults[0]?.content).toContain(
      'decision.option "Kafka" is none of the options: "Queue", "Do nothing"',
    );
    expect(answer.recommendation?.decision.option).toBe('Queue');
    expect(shown.match(/Take the queue/g)).toHaveLength(1);
  });

  test('that is missing is asked for once; then the small model reads it out of the prose, and it says so', async () => {
    server.next([text('Take the queue.')]);
    server.next([text('I did.')]);
    server.next([text(JSON.stringify(aRecommendation()))], (request) => request.wantsJson);
    const { answer, shown } = await ask(modelAt(server.url), { messages: design });
    expect(server.requests).toHaveLength(3);
    expect(server.requests[1]?.question).toContain('call `recommend` once');
    expect(shown).toMatch(/^Take the queue\.\n\n\*\*Decision: Queue\.\*\*/);
    expect(shown).not.toContain('I did.');
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ subject: 'Structure', verdict: 'unverified' }),
    );
  });

  test('that is missing and handed over when asked for takes one more request, and no text of it', async () => {
    server.next([text('Take the queue.')]);
    server.next([toolUse('recommend', aRecommendation())]);
    const { answer, shown } = await ask(modelAt(server.url), { messages: design });
    expect(server.requests).toHaveLength(2);
    expect(shown).toMatch(/^Take the queue\.\n\n\*\*Decision: Queue\.\*\*/);
    expect(answer.recommendation).toEqual(aRecommendation());
  });

  test('that cannot be had leaves the prose alone, and says so', async () => {
    server.always([text('Take the queue.')], (request) => !request.wantsJson);
    server.always(refuse(500), (request) => request.wantsJson);
    const { answer, shown } = await ask(modelAt(server.url), { messages: design });
    expect(shown).toBe('Take the queue.');
    expect(answer).toMatchObject({ outcome: 'answered' });
    expect(answer.recommendation).toBeUndefined();
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ summary: 'missing; the prose stands alone' }),
    );
  });

  test('is not asked of a short question', async () => {
    server.next([text('Use UUIDv7.')]);
    const { shown } = await ask(modelAt(server.url));
    expect(server.requests).toHaveLength(1);
    expect(shown).toBe('Use UUIDv7.');
  });

  test('and what fails in the prose go back together, in one request', async () => {
    server.next([text(`Take the queue.\n\n${broken}`)]);
    server.next([text(`Take the queue.\n\n${good}`), toolUse('recommend', aRecommendation())]);
    const { answer, shown } = await ask(modelAt(server.url), { messages: design }, checks);
    expect(server.requests).toHaveLength(2);
    expect(shown).toContain('PRIMARY KEY');
    expect(answer.recommendation).toBeDefined();
  });

  test('is drawn by impact and effort', async () => {
    const drawn: string[] = [];
    server.next([text('Take the queue.'), toolUse('recommend', aRecommendation())]);
    const { answer } = await ask(
      modelAt(server.url),
      { messages: design },
      {
        drawPriorities: async (actions) => {
          drawn.push(...actions.map(({ action }) => action));
          return { name: 'priorities.png', title: 'Priorities', content: 'png' };
        },
      },
    );
    expect(drawn).toEqual(['Add the outbox', 'Move the consumers']);
    expect(answer.artifacts.map(({ name }) => name)).toEqual(['priorities.png']);
  });
});

describe('limits', () => {
  test('no round is left to mend in: what fails is marked', async () => {
    server.always([text(`Add:\n\n${broken}`)]);
    const { answer, shown } = await ask(modelAt(server.url), { limits: { rounds: 1 } }, checks);
    expect(server.requests).toHaveLength(1);
    expect(shown).toContain('_Not verified:');
    expect(answer.outcome).toBe('answered');
  });

  test('no money is left to mend with: what fails is marked', async () => {
    server.always({ steps: [text(`Add:\n\n${broken}`)], usage: { input: 1000, output: 25_000 } });
    const { shown } = await ask(modelAt(server.url), { limits: { usd: 0.3 } }, checks);
    expect(server.requests).toHaveLength(1);
    expect(shown).toContain('_Not verified:');
  });

  test('a correction that breaks off leaves the answer as it was, marked', async () => {
    server.next([text(`Add:\n\n${broken}`)]);
    server.always([text('Add'), wait(5), cut()]);
    const { answer, shown } = await ask(modelAt(server.url), {}, checks);
    expect(answer.outcome).toBe('answered');
    expect(shown).toMatch(/^Add:\n\n```sql[\s\S]+_Not verified:/);
  });

  test('a correction that drops most of the answer is not taken', async () => {
    server.next([text(`${'A long and careful argument. '.repeat(20)}\n\n${broken}`)]);
    server.next([text('Sorry, fixed.')]);
    const { shown } = await ask(modelAt(server.url), {}, checks);
    expect(shown).toContain('careful argument');
    expect(shown).toContain('_Not verified:');
  });

  test('a stop in the middle of a check gives out nothing more', async () => {
    const stop = new AbortController();
    const ddl: CheckBlock = async (_block, signal) => {
      stop.abort('stop');
      signal.throwIfAborted();
      return null;
    };
    server.next([text(`Before.\n\n${good}After.`)]);
    const { answer, shown } = await ask(modelAt(server.url), {}, { checks: { ddl } }, stop.signal);
    expect(answer).toMatchObject({ outcome: 'failed', failure: { kind: 'aborted' } });
    expect(shown).toBe(answer.text);
    expect(shown).not.toContain('CREATE');
  });
});

test('the head of each request is the same bytes whatever is asked, mended or handed over', async () => {
  const agent = anAgent();
  server.next([text(`Take the queue.\n\n${broken}`)]);
  server.next([text(`Take the queue.\n\n${good}`), toolUse('recommend', aRecommendation())]);
  await ask(modelAt(server.url), { agent, messages: design }, checks);
  await ask(modelAt(server.url), { agent }, checks);
  const heads = server.requests.map(({ body }) => JSON.stringify([body.tools, body['system']]));
  expect(heads.length).toBe(3);
  expect(new Set(heads).size).toBe(1);
  const [first, second] = server.requests.map(({ body }) => body.messages);
  expect(second?.slice(0, first?.length)).toEqual(first);
});
