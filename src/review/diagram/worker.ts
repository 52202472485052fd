import type { SandboxedWork } from '../../core/sandbox.ts';
import { loadGraphviz, type LayOut } from './graph/layout.ts';
import { assignment, type Order, type Outcome } from './job.ts';
import { loadMermaid, type ParseMermaid } from './mermaid/parser.ts';
import { isDrawable, typeName } from './mermaid/read.ts';
import { sketch, type Instruments, type Sketch } from './sketch.ts';
import { loadFonts, type Fonts } from './svg/fonts.ts';
import { rasterise } from './svg/rasterise.ts';

/** Draws, inside of the sandbox child: parsers and layouts may hang, eat memory or crash here. */
export const run: SandboxedWork = async (input, note) => {
  const { pictures } = assignment.parse(input);
  const instruments = createInstruments();
  await warmUp(pictures, instruments);
  const outcomes: Outcome[] = [];
  for (const [picture, order] of pictures.entries()) {
    note({ picture });
    outcomes.push(await draw(order, instruments));
  }
  return outcomes;
};

/** No note before: the time that the engines take to start counts against no picture. */
async function warmUp(orders: readonly Order[], instruments: Instruments): Promise<void> {
  const needs = (...kinds: readonly Order['kind'][]): boolean =>
    orders.some(({ kind }) => kinds.includes(kind));
  if (needs('mermaid', 'check')) await instruments.mermaid();
  if (needs('mermaid', 'er', 'c4')) await instruments.graphviz();
}

function createInstruments(): Instruments {
  let fonts: Fonts | undefined;
  let mermaid: Promise<ParseMermaid> | undefined;
  let graphviz: Promise<LayOut> | undefined;
  return {
    fonts: () => (fonts ??= loadFonts()),
    mermaid: () => (mermaid ??= loadMermaid()),
    graphviz: () => (graphviz ??= loadGraphviz()),
  };
}

async function draw(order: Order, instruments: Instruments): Promise<Outcome> {
  if (order.kind === 'check') return check(order.source, instruments);
  const sketched = await sketch(order, instruments);
  if (sketched.ok) return paint(sketched, instruments.fonts());
  const { ok: _, ...fault } = sketched;
  return fault;
}

async function check(source: string, { mermaid }: Instruments): Promise<Outcome> {
  const parse = await mermaid();
  const parsed = await parse(source);
  if (!parsed.ok) return { kind: 'syntax', line: parsed.line, message: parsed.message };
  return { kind: 'checked', type: typeName(parsed.type), drawable: isDrawable(parsed.type) };
}

function paint({ svg, type, alt, nodes, edges, leftOut }: Sketch, fonts: Fonts): Outcome {
  const png = rasterise(svg, fonts);
  if (png === null) {
    const size = `${svg.width} × ${svg.height} pixels`;
    const why = `The picture would be ${size}, too large to be read in a chat. Split it, or turn its direction.`;
    return { kind: 'too-large', why };
  }
  return {
    kind: 'drawn',
    type,
    png: Buffer.from(png.bytes).toString('base64'),
    width: png.width,
    height: png.height,
    alt,
    nodes: [...nodes],
    edges: [...edges],
    leftOut: [...leftOut, ...missingCharacters([...nodes, ...edges], fonts)],
  };
}

/** What the fonts cannot draw is said: nobody should guess what an empty box meant. */
function missingCharacters(texts: readonly string[], fonts: Fonts): string[] {
  const missing = new Set(
    Array.from(texts.join('')).filter(
      (character) => /\S/.test(character) && !fonts.has(character.codePointAt(0) ?? 0),
    ),
  );
  if (missing.size === 0) return [];
  const some = [...missing].slice(0, 12).join(' ');
  return [`These characters are in none of the picture's fonts: ${some}`];
}
