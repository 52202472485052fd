import { z } from 'zod';
import type { Graph } from '../graph/model.ts';
import { c4Node } from '../c4/c4-graph.ts';
import { plainLabel } from './label.ts';
import { ask } from './rows.ts';

const words = z
  .object({ text: z.unknown().optional() })
  .nullish()
  .transform((value) => plainLabel(value?.text));

const shapes = z.array(
  z.object({
    alias: z.string(),
    label: words,
    descr: words,
    techn: words,
    typeC4Shape: words,
    parentBoundary: z.string(),
  }),
);
const boundaries = z.array(
  z.object({ alias: z.string(), label: words, type: words, parentBoundary: z.string() }),
);
const relations = z.array(
  z.object({ type: z.string(), from: z.string(), to: z.string(), label: words, techn: words }),
);

/** `C4Context`, `C4Container`, `C4Component`, `C4Deployment`, `C4Dynamic`. */
export function readC4(db: unknown): Graph {
  const title = z.string().catch('').parse(ask(db, 'getTitle'));
  return {
    title: title === '' ? null : title,
    direction: 'TB',
    nodes: shapes.parse(ask(db, 'getC4ShapeArray')).map((shape) =>
      c4Node({
        id: shape.alias,
        name: shape.label,
        description: shape.descr,
        technology: shape.techn,
        parent: parentOf(shape.parentBoundary),
        ...kindOf(shape.typeC4Shape),
      }),
    ),
    edges: relations.parse(ask(db, 'getRels')).map(({ type, from, to, label, techn }) => ({
      from,
      to,
      label,
      small: techn === '' ? '' : `[${techn}]`,
      line: 'solid',
      fromHead: type === 'birel' || type === 'rel_b' ? 'arrow' : 'none',
      toHead: type === 'rel_b' ? 'none' : 'arrow',
    })),
    clusters: boundaries
      .parse(ask(db, 'getBoundaries') ?? ask(db, 'getBoundarys'))
      .filter(({ alias }) => alias !== 'global')
      .map(({ alias, label, type, parentBoundary }) => ({
        id: alias,
        parent: parentOf(parentBoundary),
        title: type === '' ? label : `${label} [${type.toLowerCase()}]`,
        look: 'boundary',
      })),
    leftOut: [],
  };
}

function parentOf(boundary: string): string | null {
  return boundary === 'global' || boundary === '' ? null : boundary;
}

/** "external_container_db" → what it is, and whose. */
function kindOf(type: string): {
  readonly kind: 'person' | 'system' | 'container' | 'database' | 'queue';
  readonly external: boolean;
} {
  const external = type.startsWith('external_');
  if (type.includes('person')) return { kind: 'person', external };
  if (type.endsWith('_db')) return { kind: 'database', external };
  if (type.endsWith('_queue')) return { kind: 'queue', external };
  return { kind: type.includes('system') ? 'system' : 'container', external };
}
