import type { C4Model } from './c4/model.ts';
import type { ErModel } from './er/model.ts';
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
