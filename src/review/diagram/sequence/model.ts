/** A sequence diagram: who takes part, and what happens from top to bottom. */
export interface Sequence {
  readonly title: string | null;
  readonly actors: readonly Actor[];
  readonly steps: readonly Step[];
  readonly boxes: readonly { readonly title: string; readonly actors: readonly string[] }[];
}

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'database' | 'queue' | 'part';
}

export type Step =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly line: 'solid' | 'dashed';
      readonly head: 'filled' | 'open' | 'cross' | 'none';
      readonly bothWays: boolean;
      /** From `autonumber`. */
      readonly number: number | null;
    }
  | {
      readonly kind: 'note';
      readonly over: readonly [string, string];
      readonly side: 'left' | 'right' | 'over';
      readonly text: string;
    }
  /** `alt`, `loop`, …: a frame that opens, is parted, and closes. */
  | { readonly kind: 'open'; readonly word: string; readonly text: string }
  | { readonly kind: 'part'; readonly text: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'activate' | 'deactivate' | 'destroy'; readonly actor: string };
