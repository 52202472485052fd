import { z } from 'zod';

const id = z.string().trim().min(1).max(60);
const name = z.string().trim().min(1).max(80);
const words = z.string().trim().min(1).max(160);

/** C4 from a list. The model of a tool reads the descriptions. */
export const c4Model = z.strictObject({
  view: z
    .enum(['context', 'container'])
    .describe('context: people and systems only. container: the systems opened up, too.'),
  elements: z
    .array(
      z.strictObject({
        id: id.describe('Short and unique; relations and `within` refer to it.'),
        kind: z.enum(['person', 'system', 'container', 'database', 'queue']),
        name,
        technology: name.optional().describe('"PostgreSQL 18", "Node.js".'),
        description: words.optional().describe('What it is for, in a few words.'),
        external: z.boolean().optional().describe('True where another team or company runs it.'),
        within: id
          .optional()
          .describe('For container, database and queue: the id of the system it is part of.'),
      }),
    )
    .min(1)
    .max(60),
  relations: z
    .array(
      z.strictObject({
        from: id,
        to: id,
        label: words.describe('What it does there: "reads orders from".'),
        technology: name.optional().describe('"HTTPS/JSON", "AMQP".'),
      }),
    )
    .max(100),
});

export type C4Model = z.infer<typeof c4Model>;
export type C4Element = C4Model['elements'][number];
export type C4Relation = C4Model['relations'][number];
