import type { Sandbox, SandboxOutcome } from '../../core/sandbox.ts';
import type { C4Model } from './c4/model.ts';
import type { ErModel } from './er/model.ts';
import { outcomes, step, type Order, type Outcome } from './job.ts';
import { diagramLimits } from './limits.ts';
import type { PriorityItem } from './priorities/model.ts';

/** What to draw: Mermaid as somebody wrote it, or a picture from facts. */
export type Picture =
  | { readonly kind: 'mermaid'; readonly source: string }
  | { readonly kind: 'er'; readonly model: ErModel }
  | { readonly kind: 'c4'; readonly model: C4Model }
  | { readonly kind: 'priorities'; readonly items: readonly PriorityItem[] };

export interface Drawing {
  readonly ok: true;
  /** "flowchart", "sequence", "er", …: what it turned out to be. */
  readonly type: string;
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** What one sees, for those who do not. */
  readonly alt: string;
  /** Each box, and each line as "A → B: label", as drawn: to compare with what was meant. */
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  /** Sentences on what the picture does not show. */
  readonly leftOut: readonly string[];
}

/** Why there is no picture. Each `why` and `message` may be shown to a person or a model. */
export type NotDrawn =
  | {
      readonly ok: false;
      readonly kind: 'syntax';
      /** From 1; null where the parser does not say. */
      readonly line: number | null;
      readonly message: string;
    }
  /** The syntax is right; this kind cannot be drawn here. */
  | {
      readonly ok: false;
      readonly kind: 'unsupported';
      readonly type: string;
      readonly why: string;
    }
  /** `too-large`: split it. `failed`: it took too long or too much memory, or was stopped. */
  | { readonly ok: false; readonly kind: 'too-large' | 'failed'; readonly why: string };

export type Drawn = Drawing | NotDrawn;

/** `drawable`: `render` would try it. */
export type Checked =
  { readonly ok: true; readonly type: string; readonly drawable: boolean } | NotDrawn;

/**
 * Diagrams, checked and drawn in a child process without a browser. Promises: always an answer, whatever the source
 * does; nothing in a source reaches a file, an address or a script. A child costs most of a second to start: ask for
 * several pictures at once where there are several.
 */
export interface Diagrams {
  /** Whether the Mermaid source is right, without drawing it. */
  check(source: string, signal: AbortSignal): Promise<Checked>;
  render(source: string, signal: AbortSignal): Promise<Drawn>;
  /** A reviewed schema, see `erModelOf`. */
  er(model: ErModel, signal: AbortSignal): Promise<Drawn>;
  c4(model: C4Model, signal: AbortSignal): Promise<Drawn>;
  /** Impact × effort. */
  priorities(items: readonly PriorityItem[], signal: AbortSignal): Promise<Drawn>;
  /** Several in one child, answered in their order. */
  drawAll(pictures: readonly Picture[], signal: AbortSignal): Promise<readonly Drawn[]>;
}

export function createDiagrams(sandbox: Sandbox): Diagrams {
  const ask = (orders: readonly Order[], signal: AbortSignal) => answer(sandbox, orders, signal);
  const draw = async (order: Order, signal: AbortSignal): Promise<Drawn> => {
    const [outcome] = await ask([order], signal);
    return toDrawn(outcome ?? unanswered);
  };
  return {
    async check(source, signal) {
      const [outcome = unanswered] = await ask([{ kind: 'check', source }], signal);
      if (outcome.kind !== 'checked') return toNotDrawn(outcome);
      return { ok: true, type: outcome.type, drawable: outcome.drawable };
    },
    render: (source, signal) => draw({ kind: 'mermaid', source }, signal),
    er: (model, signal) => draw({ kind: 'er', model }, signal),
    c4: (model, signal) => draw({ kind: 'c4', model }, signal),
    priorities: (items, signal) => draw({ kind: 'priorities', items: [...items] }, signal),
    async drawAll(pictures, signal) {
      const orders = pictures.map((picture): Order =>
        picture.kind === 'priorities' ? { ...picture, items: [...picture.items] } : picture,
      );
      return (await ask(orders, signal)).map(toDrawn);
    },
  };
}

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './bundle/worker.js',
  import.meta.url,
);

const unanswered: Outcome = { kind: 'failed', why: 'It was not drawn.' };

/** One answer for each order. An order that kills the child costs itself; the others are tried again without it. */
async function answer(
  sandbox: Sandbox,
  orders: readonly Order[],
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const answers = orders.map((order, at) => refuse(order, at));
  for (;;) {
    const open = [...orders.entries()].filter(([at]) => answers[at] === null);
    if (open.length === 0) break;
    const pictures = open.map(([, order]) => order);
    const ended = await sandbox.run(
      { entry, input: { pictures } },
      { limits: diagramLimits, signal },
    );
    signal.throwIfAborted();
    if (ended.kind === 'ok') {
      for (const [index, outcome] of outcomes.parse(ended.value).entries()) {
        answers[open[index]?.[0] ?? -1] = outcome;
      }
      break;
    }
    const blamed = step.safeParse('note' in ended ? ended.note : null);
    const at = open[blamed.success ? blamed.data.picture : -1]?.[0];
    if (at === undefined) break;
    answers[at] = { kind: 'failed', why: describeEnd(ended) };
  }
  return answers.map((outcome) => outcome ?? unanswered);
}

/** What is not worth a child. */
function refuse(order: Order, at: number): Outcome | null {
  const { pictures, sourceCharacters, sourceLines } = diagramLimits;
  if (at >= pictures) return { kind: 'too-large', why: `I draw up to ${pictures} at once.` };
  if (!('source' in order)) return null;
  const { length: characters } = order.source;
  const { length: lines } = order.source.split('\n');
  if (characters <= sourceCharacters && lines <= sourceLines) return null;
  const most = `${sourceCharacters} characters in ${sourceLines} lines`;
  return {
    kind: 'too-large',
    why: `It has ${characters} characters in ${lines} lines; I read up to ${most}.`,
  };
}

function describeEnd(ended: SandboxOutcome): string {
  if (ended.kind === 'timeout') return 'Drawing it took too long and was stopped. Make it smaller.';
  if (ended.kind === 'memory') return 'Drawing it took too much memory and was stopped.';
  return 'The drawing program broke down on it.';
}

function toDrawn(outcome: Outcome): Drawn {
  if (outcome.kind !== 'drawn') return toNotDrawn(outcome);
  const { kind: _, png, ...rest } = outcome;
  return { ok: true, ...rest, png: Buffer.from(png, 'base64') };
}

function toNotDrawn(outcome: Outcome): NotDrawn {
  if (outcome.kind === 'checked' || outcome.kind === 'drawn') {
    return { ok: false, kind: 'failed', why: 'The drawing program answered something else.' };
  }
  return { ok: false, ...outcome };
}
