import type { Graph } from '../graph/model.ts';
import type { Sequence } from '../sequence/model.ts';
import { readArchitecture } from './architecture.ts';
import { readC4 } from './c4.ts';
import { readClasses } from './classes.ts';
import { readEntities } from './entities.ts';
import { readFlowchart } from './flowchart.ts';
import { readSequence } from './sequence.ts';
import { readStates } from './state.ts';

/** What a Mermaid source shows, in our own words. */
export type Content =
  | { readonly kind: 'graph'; readonly type: string; readonly graph: Graph }
  | { readonly kind: 'sequence'; readonly type: string; readonly sequence: Sequence };

/** Null for the types that cannot be drawn here. */
export function readContent(type: string, db: unknown): Content | null {
  const name = typeName(type);
  if (name === 'sequence') return { kind: 'sequence', type: name, sequence: readSequence(db) };
  const read = readers[name];
  return read === undefined ? null : { kind: 'graph', type: name, graph: read(db) };
}

export function isDrawable(type: string): boolean {
  const name = typeName(type);
  return name === 'sequence' || readers[name] !== undefined;
}

/** "flowchart-v2" → "flowchart", "classDiagram" → "class". */
export function typeName(type: string): string {
  return names[type] ?? type;
}

const names: Readonly<Partial<Record<string, string>>> = {
  'flowchart-v2': 'flowchart',
  graph: 'flowchart',
  er: 'entity-relationship',
  classDiagram: 'class',
  class: 'class',
  stateDiagram: 'state',
  c4: 'C4',
};

const readers: Readonly<Partial<Record<string, (db: unknown) => Graph>>> = {
  flowchart: readFlowchart,
  'entity-relationship': readEntities,
  class: readClasses,
  state: readStates,
  C4: readC4,
  architecture: readArchitecture,
};
