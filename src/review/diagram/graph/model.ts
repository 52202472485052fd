import type { ToneName } from '../svg/colours.ts';

/** A diagram of boxes and lines, whatever it was written in: what Graphviz lays out and we draw. */
export interface Graph {
  readonly title: string | null;
  readonly direction: Direction;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly clusters: readonly Cluster[];
  /** Sentences on what of the source is not shown. */
  readonly leftOut: readonly string[];
}

export type Direction = 'TB' | 'BT' | 'LR' | 'RL';

export interface GraphNode {
  readonly id: string;
  /** How it is called where one cannot see it. */
  readonly name: string;
  readonly parent: string | null;
  readonly shape: Shape;
  readonly body: Body;
  readonly tone: ToneName;
  /** `fill`, `stroke`, `color` as the author wrote them. */
  readonly own?: ReadonlyMap<string, string>;
}

export type Shape =
  | 'rect'
  | 'rounded'
  | 'pill'
  | 'circle'
  | 'double-circle'
  | 'diamond'
  | 'hexagon'
  | 'cylinder'
  | 'queue'
  | 'lean-right'
  | 'lean-left'
  | 'trapezoid'
  | 'trapezoid-down'
  | 'subroutine'
  | 'flag'
  | 'note'
  | 'person'
  | 'plain'
  /** Without words: the begin and the end of a state machine, a fork, a junction. */
  | 'start'
  | 'end'
  | 'bar'
  | 'dot';

/** What stands in a box. Texts may hold line breaks; they are wrapped. */
export type Body =
  /** Lines in the middle; `title` is the bold one. */
  | {
      readonly kind: 'words';
      readonly title?: string;
      readonly text?: string;
      readonly small?: string;
    }
  /** A heading, then sections of rows of cells: a table of a database, a class. */
  | {
      readonly kind: 'table';
      readonly over?: string;
      readonly title: string;
      readonly sections: readonly (readonly Row[])[];
    }
  | { readonly kind: 'none' };

export type Row = readonly Cell[];

export interface Cell {
  readonly text: string;
  readonly look: 'name' | 'strong' | 'quiet' | 'underlined';
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** A second, quieter line: the technology of a C4 relation. */
  readonly small?: string;
  /** Beside the ends: multiplicities. */
  readonly fromLabel?: string;
  readonly toLabel?: string;
  readonly line: 'solid' | 'dashed' | 'thick' | 'invisible';
  readonly fromHead: Head;
  readonly toHead: Head;
  /** How many ranks it spans at least. */
  readonly length?: number;
}

export type Head =
  | 'none'
  | 'arrow'
  | 'open'
  | 'cross'
  | 'circle'
  | 'triangle'
  | 'diamond'
  | 'filled-diamond'
  /** Crow's feet: how many of this end belong to one of the other. */
  | 'one'
  | 'zero-or-one'
  | 'one-or-more'
  | 'zero-or-more';

export interface Cluster {
  readonly id: string;
  readonly parent: string | null;
  readonly title: string;
  readonly look: 'group' | 'boundary';
}
