import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { c4Graph } from '../../../src/review/diagram/c4/c4-graph.ts';
import type { C4Model } from '../../../src/review/diagram/c4/model.ts';
import { describeGraph } from '../../../src/review/diagram/describe.ts';
import { erGraph } from '../../../src/review/diagram/er/er-graph.ts';
import type { ErModel } from '../../../src/review/diagram/er/model.ts';
import { drawGraph } from '../../../src/review/diagram/graph/draw-graph.ts';
import { writeDot } from '../../../src/review/diagram/graph/dot.ts';
import { loadGraphviz } from '../../../src/review/diagram/graph/layout.ts';
import type { Graph } from '../../../src/review/diagram/graph/model.ts';
import { settle } from '../../../src/review/diagram/graph/settle.ts';
import { plainLabel } from '../../../src/review/diagram/mermaid/label.ts';
import {
  dotRadius,
  drawPriorities,
  placeDots,
} from '../../../src/review/diagram/priorities/draw-priorities.ts';
import {
  contrast,
  parseColour,
  tones,
  withOwnColours,
} from '../../../src/review/diagram/svg/colours.ts';
import { loadFonts } from '../../../src/review/diagram/svg/fonts.ts';
import { wrapped } from '../../../src/review/diagram/svg/text.ts';
import { xml } from '../../../src/review/diagram/svg/xml.ts';

const fonts = loadFonts();
const layOut = await loadGraphviz();

/** Every pair of tags fits, every attribute is quoted, and no character is one that XML forbids. */
function wellFormedSvg(svg: string): boolean {
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*)(\/?)>|([^<>]+)|([<>])/g;
  for (const [, closing, name = '', , alone, , stray] of svg.matchAll(tag)) {
    if (stray !== undefined) return false;
    if (name === '' || alone === '/') continue;
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else open.push(name);
  }
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  return open.length === 0 && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(svg);
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

function graphOf(labels: readonly string[]): Graph {
  return settle({
    title: labels[0] ?? null,
    direction: 'LR',
    nodes: labels.map((label, at) => ({
      id: `${label}${at}`,
      name: label,
      parent: at % 2 === 0 ? 'group' : null,
      shape: at % 3 === 0 ? 'cylinder' : 'diamond',
      body: { kind: 'words', title: label, text: label },
      tone: 'blue',
      own: new Map([['fill', label]]),
    })),
    edges: labels.slice(1).map((label, at) => ({
      from: `${labels[at]}${at}`,
      to: `${label}${at + 1}`,
      label,
      fromLabel: label,
      line: 'solid',
      fromHead: 'none',
      toHead: 'arrow',
    })),
    clusters: [{ id: 'group', parent: null, title: labels[0] ?? '', look: 'group' }],
    leftOut: [],
  });
}

describe('any text', () => {
  test('is escaped for XML, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(wellFormedSvg(`<text a="${xml(text)}">${xml(text)}</text>`)).toBe(true);
      }),
    );
  });

  test('never gets into the DOT, and never breaks the picture', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (labels) => {
        const graph = graphOf(labels);
        const size = { width: 80, height: 40 };
        const dot = writeDot(graph, {
          node: () => size,
          edgeLabel: () => size,
          endLabel: () => size,
          clusterTitle: () => size,
        });
        expect(dot).toMatch(/^[a-z0-9 \n{}[\]()<>/="._,;>-]*$/i);
        const { svg } = drawGraph(graph, fonts, layOut);
        expect(wellFormedSvg(svg)).toBe(true);
        expect(svg).not.toMatch(/href|url\(|<script|<image|<style|foreignObject/i);
      }),
      { numRuns: 40 },
    );
  });

  test('is wrapped without losing a word, each line as narrow as asked', () => {
    const style = { size: 14, weight: 'regular', colour: '#000000' } as const;
    const words = fc.stringMatching(/^[a-z ]{0,120}$/);
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 300 }), (text, width) => {
        const lines = wrapped(text, style, { fonts, width });
        expect(
          lines
            .map((line) => line.text)
            .join('')
            .replaceAll(' ', ''),
        ).toBe(text.replaceAll(' ', ''));
        for (const line of lines)
          expect(fonts.widthOf(line.text, style)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a label of Mermaid', () => {
  test.each([
    ['a<br/>b<BR>c', 'a\nb\nc'],
    ['ﬂ°quot¶ßquotedﬂ°quot¶ß ﬂ°°9829¶ß', '"quoted" ♥'],
    ['<b>bold</b> **strong** `code`', 'bold strong code'],
    ['List&lt;String&gt;', 'List<String>'],
    ['Map<K, V> a < b', 'Map<K, V> a < b'],
    ['fa:fa-car Delivery', 'Delivery'],
  ])('%j is read as %j', (label, text) => {
    expect(plainLabel(label)).toBe(text);
  });
});

describe('colours', () => {
  test('of the house can be read on their own ground', () => {
    for (const { fill, stroke, text } of Object.values(tones)) {
      expect(contrast(text, fill)).toBeGreaterThanOrEqual(7);
      expect(contrast(stroke, '#ffffff')).toBeGreaterThanOrEqual(3);
    }
  });

  test('of an author are taken if they are colours, and never at the cost of the words', () => {
    const own = new Map([
      ['fill', '#FECACA'],
      ['stroke', 'url(https://evil.example)'],
      ['color', 'white'],
    ]);
    const tone = withOwnColours(tones.blue, own);
    expect(tone.fill).toBe('#fecaca');
    expect(tone.stroke).toMatch(/^#/);
    expect(contrast(tone.text, tone.fill)).toBeGreaterThanOrEqual(4.5);
    expect(parseColour('rgb(255, 0, 16)')).toBe('#ff0010');
    expect(parseColour('red" onload="x')).toBeNull();
  });
});

describe('the ER picture of a schema', () => {
  const model: ErModel = {
    title: '',
    leftOut: [],
    tables: [
      {
        name: 'customers',
        severity: null,
        columns: [{ name: 'id', type: 'bigint', key: 'primary', notNull: true }],
      },
      {
        name: 'orders',
        severity: 'error',
        columns: [
          { name: 'customer_id', type: 'bigint', key: 'foreign', notNull: false },
          { name: 'note', type: 'text', key: 'none', notNull: true },
        ],
      },
    ],
    relations: [
      { from: 'orders', to: 'customers', columns: ['customer_id'], optional: true, unique: false },
    ],
  };

  test('shows tables, keys, types, what may be null, and how many belong to one', () => {
    const graph = settle(erGraph(model));
    const texts = textsOf(drawGraph(graph, fonts, layOut).svg);
    expect(texts).toEqual(
      expect.arrayContaining(['customers', 'PK', 'id', 'orders', 'error', 'FK', 'bigint?', 'text']),
    );
    expect(graph.edges[0]).toMatchObject({ fromHead: 'zero-or-one', toHead: 'zero-or-more' });
    expect(describeGraph('ER', graph).edges).toEqual(['customers ↔ orders: customer_id']);
  });
});

describe('a C4 list', () => {
  const list: C4Model = {
    view: 'container',
    elements: [
      { id: 'u', kind: 'person', name: 'Customer' },
      { id: 'shop', kind: 'system', name: 'Shop' },
      { id: 'api', kind: 'container', name: 'API', technology: 'Node.js', within: 'shop' },
      { id: 'db', kind: 'database', name: 'Orders', within: 'shop' },
    ],
    relations: [
      { from: 'u', to: 'api', label: 'orders' },
      { from: 'api', to: 'db', label: 'writes', technology: 'SQL' },
      { from: 'api', to: 'nowhere', label: 'x' },
    ],
  };

  test('opens the system in a container view', () => {
    const graph = settle(c4Graph(list));
    const texts = textsOf(drawGraph(graph, fonts, layOut).svg);
    expect(texts).toEqual(
      expect.arrayContaining(['API', '[container: Node.js]', 'Shop [system]', '[SQL]']),
    );
    expect(graph.leftOut).toEqual([expect.stringContaining('api → nowhere')]);
  });

  test('closes it in a context view, and lifts the relations to it', () => {
    const graph = settle(c4Graph({ ...list, view: 'context' }));
    expect(graph.nodes.map(({ name }) => name)).toEqual(['Customer', 'Shop']);
    expect(describeGraph('C4', graph).edges).toEqual(['Customer → Shop: orders']);
  });
});

describe('the picture of priorities', () => {
  const level = fc.constantFrom('low', 'medium', 'high');
  const items = fc.array(
    fc.record({ action: anyText, impact: level, effort: level, priority: fc.constant('P1') }),
    { minLength: 1, maxLength: 24 },
  );

  test('never puts one dot over another, nor outside of its cell', () => {
    fc.assert(
      fc.property(items, (list) => {
        const dots = placeDots(list);
        for (const [at, a] of dots.entries()) {
          for (const b of dots.slice(at + 1)) {
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(2 * dotRadius - 0.01);
          }
        }
      }),
    );
  });

  test('is well formed for any words, and has a number for each action', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { svg } = drawPriorities(list, fonts);
        expect(wellFormedSvg(svg)).toBe(true);
        const numbers = textsOf(svg).filter((text) => text === String(list.length));
        expect(numbers.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });
});
