import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createDiagrams, type Drawn, type Drawing } from '../../../src/review/diagram/diagrams.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { sources } from './sources.ts';

// A child with Mermaid takes a second to start, on a busy machine ten.
jest.setTimeout(90_000);

const { signal } = new AbortController();
const diagrams = createDiagrams(createSandbox({ places: 1 }));

const broken = {
  unclosed: 'flowchart TD\n  A[one] --> B[two\n  B --> C',
  parentheses: 'flowchart TD\n  A[f(x)] --> B',
  silent: 'sequenceDiagram\n  A->>B',
  noType: 'boxes and lines',
  noService: 'architecture-beta\n  service a(server)[A]\n  a:L --> R:b',
};
const others = {
  gantt: 'gantt\n  title Plan\n  section A\n  one :a1, 2026-01-01, 30d',
  mindmap: 'mindmap\n  root((x))\n    A',
  pie: 'pie\n  "a" : 3',
};
const hostile = {
  markup: `%%{init: {"securityLevel": "loose", "theme": "dark", "maxEdges": 100000}}%%
flowchart LR
  A["<script>alert(1)</script><img src=x onerror=alert(1)>"] --> B["</text></svg>&#60;x"]
  B --> C["</table>> ] } ; evil [label=x]"]
  click A "javascript:alert(1)"
  click B "https://evil.example" _blank
  style C fill:evil,stroke:#0f0`,
  crowd: `flowchart LR\n${Array.from({ length: 900 }, (_, at) => `n${at} & m${at} & o${at}`).join('\n')}`,
  tangle: `flowchart LR\n${Array.from({ length: 130 }, (_, at) => `a${at % 40} --> b${(at * 7) % 40}`).join('\n')}`,
  nested: `flowchart LR\n${'subgraph s[x]\n'.repeat(300)}a --> b\n${'end\n'.repeat(300)}`,
  inherited: 'architecture-beta\n  service a(constructor)[A]\n  service b(cloud)[B]\n  a:R --> L:b',
  inheritedPart: 'sequenceDiagram\n  participant A@{ "type": "constructor" }\n  A->>B: one',
};

const all = { ...sources, ...broken, ...others, ...hostile };
const drawn = new Map<string, Drawn>();

beforeAll(async () => {
  const names = Object.keys(all);
  for (let at = 0; at < names.length; at += 12) {
    const some = names.slice(at, at + 12);
    const pictures = some.map((name) => ({
      kind: 'mermaid' as const,
      source: all[name as keyof typeof all],
    }));
    const answers = await diagrams.drawAll(pictures, signal);
    some.forEach((name, index) => drawn.set(name, answers[index] as Drawn));
  }
}, 180_000);

function drawing(name: keyof typeof all): Drawing {
  const answer = drawn.get(name);
  if (answer?.ok !== true) throw new Error(`${name} was not drawn: ${JSON.stringify(answer)}`);
  return answer;
}

describe('a drawn diagram', () => {
  test.each(Object.keys(sources) as (keyof typeof sources)[])('is a PNG: %s', (name) => {
    const { png, width, height, alt } = drawing(name);
    const view = Buffer.from(png);
    expect(view.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(view.readUInt32BE(16)).toBe(width);
    expect(view.readUInt32BE(20)).toBe(height);
    expect(Math.max(width, height)).toBeLessThanOrEqual(4096);
    expect(alt.length).toBeGreaterThan(20);
    expect(alt.length).toBeLessThanOrEqual(1000);
  });

  test('of a flowchart says its boxes and lines, quotes and line breaks as people read them', () => {
    const { nodes, edges, alt, leftOut } = drawing('flowchart');
    expect(nodes).toEqual(expect.arrayContaining(['Load balancer (HAProxy)', 'Redis cache']));
    expect(nodes).toContain('Nothing yet');
    expect(edges).toEqual(
      expect.arrayContaining([
        'Customer → Load balancer (HAProxy): HTTPS',
        'API 1 → PostgreSQL: writes "orders"',
        'API 2 ↔ Monitoring',
        'Region eu-central ↔ Backup',
        'Load balancer (HAProxy) → Load balancer (HAProxy)',
      ]),
    );
    expect(alt).toContain('Flowchart diagram "Order flow"');
    expect(leftOut).toEqual([expect.stringContaining('direction of single subgraphs')]);
  });

  test('of a sequence says who speaks to whom, in order', () => {
    const { nodes, edges } = drawing('sequence');
    expect(nodes).toEqual(['Customer', 'Web app', 'Payments', 'Audit']);
    expect(edges.slice(0, 3)).toEqual([
      'Customer → Web app: Buy',
      'Web app → Payments: charge',
      'Payments → Payments: check',
    ]);
    expect(edges).toHaveLength(8);
  });

  test('of classes writes generics as people do', () => {
    const { nodes, edges } = drawing('class');
    expect(nodes).toContain('Repository<T>');
    expect(edges).toContain('Orders → Order: loads');
  });

  test('of entities, states, C4 and an architecture has all of them', () => {
    expect(drawing('er').edges).toContain('PRODUCT ↔ LINE_ITEM: is in');
    expect(drawing('state').edges).toContain('Pending → Paid: payment ok');
    expect(drawing('state').nodes).toContain('waits 15 min');
    expect(drawing('c4').nodes).toEqual(['Customer', 'API', 'Database', 'Events', 'Payments']);
    expect(drawing('c4').edges).toEqual(
      expect.arrayContaining(['API ↔ Payments: charges', 'API ← Events: listens']),
    );
    expect(drawing('architecture').nodes).toEqual(['Gateway', 'Database', 'Server', '(junction)']);
    expect(drawing('architecture').edges).toContain('Gateway → Server');
  });
});

describe('a broken diagram', () => {
  test('comes back with its line, what stands there and what could', () => {
    expect(drawn.get('unclosed')).toMatchObject({ ok: false, kind: 'syntax', line: 3 });
    expect(drawn.get('parentheses')).toEqual({
      ok: false,
      kind: 'syntax',
      line: 2,
      message: expect.stringMatching(/unexpected "\(".*double quotes.*In: "A\[f\(x\)\] --> B"/),
    });
    expect(drawn.get('silent')).toMatchObject({
      kind: 'syntax',
      line: 2,
      message: expect.stringContaining('A message needs a text'),
    });
    expect(drawn.get('noType')).toMatchObject({ kind: 'syntax', line: 1 });
    expect(drawn.get('noService')).toMatchObject({
      kind: 'syntax',
      message: expect.stringContaining('[b] does not yet exist'),
    });
  });

  test.each(Object.keys(others) as (keyof typeof others)[])(
    'is not what a %s is: its syntax is right, it only cannot be drawn here',
    (name) => {
      expect(drawn.get(name)).toMatchObject({ ok: false, kind: 'unsupported', type: name });
    },
  );
});

describe('a hostile diagram', () => {
  test('is drawn as the text that it is', () => {
    const { nodes, alt } = drawing('markup');
    expect(nodes[0]).toContain('<script>alert(1)</script>');
    expect(alt).not.toContain('javascript:');
  });

  test('of thousands of boxes, or of too many lines, is refused with a reason', () => {
    expect(drawn.get('crowd')).toMatchObject({ ok: false });
    expect(drawn.get('tangle')).toEqual({
      ok: false,
      kind: 'too-large',
      why: 'It has 130 lines; one picture holds up to 120. Split it, or show less.',
    });
    expect(drawn.get('nested')).toMatchObject({ ok: false });
  });

  test('may use words that every object knows', () => {
    expect(drawing('inherited').nodes).toEqual(['A', 'B']);
    expect(drawing('inheritedPart').nodes).toEqual(['A', 'B']);
  });

  test('does not take the others of its batch with it', () => {
    expect([...drawn.values()].filter(({ ok }) => ok)).toHaveLength(10);
  });
});

describe('diagrams', () => {
  test('says of a source only whether it is right, when only that is asked', async () => {
    const right = await diagrams.check(sources.er, signal);
    expect(right).toEqual({ ok: true, type: 'entity-relationship', drawable: true });
  });

  test('reads no source that is a book, and starts no child for it', async () => {
    const source = `flowchart LR\n${'a --> b\n'.repeat(20_000)}`;
    expect(await diagrams.render(source, signal)).toMatchObject({ ok: false, kind: 'too-large' });
  });

  test('throws when it is told to stop', async () => {
    const abort = new AbortController();
    const stopped = diagrams.render(sources.er, abort.signal);
    abort.abort();
    await expect(stopped).rejects.toThrow('aborted');
  });
});
