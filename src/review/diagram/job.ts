import { z } from 'zod';
import { c4Model } from './c4/model.ts';
import { erModel } from './er/model.ts';
import { priorityItems } from './priorities/model.ts';

/** What the parent asks of the child: pictures, or only whether sources are right. */
export const assignment = z.object({
  pictures: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('check'), source: z.string() }),
      z.object({ kind: z.literal('mermaid'), source: z.string() }),
      z.object({ kind: z.literal('er'), model: erModel }),
      z.object({ kind: z.literal('c4'), model: c4Model }),
      z.object({ kind: z.literal('priorities'), items: priorityItems }),
    ]),
  ),
});

export type Order = z.infer<typeof assignment>['pictures'][number];

/** Which picture the child is at: if it dies there, that one is to blame. */
export const step = z.object({ picture: z.number() });

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checked'), type: z.string(), drawable: z.boolean() }),
  z.object({
    kind: z.literal('drawn'),
    type: z.string(),
    /** Bytes do not survive JSON. */
    png: z.base64(),
    width: z.number(),
    height: z.number(),
    alt: z.string(),
    nodes: z.array(z.string()),
    edges: z.array(z.string()),
    leftOut: z.array(z.string()),
  }),
  z.object({ kind: z.literal('syntax'), line: z.number().nullable(), message: z.string() }),
  z.object({ kind: z.literal('unsupported'), type: z.string(), why: z.string() }),
  z.object({ kind: z.literal('too-large'), why: z.string() }),
  z.object({ kind: z.literal('failed'), why: z.string() }),
]);

export const outcomes = z.array(outcome);

export type Outcome = z.infer<typeof outcome>;
