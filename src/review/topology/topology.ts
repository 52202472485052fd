import { z } from 'zod';

const name = z.string().trim().min(1).max(60);

const Component = z.strictObject({
  name,
  kind: z.enum(['client', 'service', 'database', 'cache', 'queue', 'external']),
  replicas: z.int().min(1).max(10_000).optional().describe('Only where it was stated.'),
  availability_percent: z
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe(
      'Of the component as a whole, as it runs; for an external one what its provider promises.',
    ),
  own_latency_ms: z
    .number()
    .min(0)
    .max(1e7)
    .optional()
    .describe('Its own work, without its calls.'),
});

const Call = z.strictObject({
  from: name,
  to: name,
  mode: z.enum(['sync', 'async']).describe('sync: the caller waits for the answer.'),
  required: z
    .boolean()
    .default(true)
    .describe('False where the caller answers without it, degraded.'),
  per_request: z
    .number()
    .positive()
    .max(1e6)
    .default(1)
    .describe('Calls that one call of the caller causes.'),
  parallel: z
    .boolean()
    .default(false)
    .describe('Made side by side with the caller’s other parallel calls.'),
  timeout_ms: z.number().positive().max(1e7).optional(),
  retries: z.int().min(0).max(20).default(0),
  writes: z.boolean().default(false).describe('It changes data there.'),
});

/** A system as a list of parts and of who calls whom: what a person says in a few sentences. */
export const topology = z.strictObject({
  components: z.array(Component).min(2).max(80),
  calls: z.array(Call).min(1).max(300),
  entries: z.array(name).min(1).max(10).describe('Where requests come in: names of components.'),
});

export type Topology = z.infer<typeof topology>;
export type Component = Topology['components'][number];
export type Call = Topology['calls'][number];

/** Names that calls or entries use and nobody declared, and declared ones that are there twice. */
export function mistakesIn({ components, calls, entries }: Topology): readonly string[] {
  const names = components.map((component) => component.name);
  const known = new Set(names);
  const used = [...entries, ...calls.flatMap(({ from, to }) => [from, to])];
  const unknown = new Set(used.filter((other) => !known.has(other)));
  const twice = new Set(names.filter((other, index) => names.indexOf(other) !== index));
  return [
    ...[...unknown].map((other) => `"${other}" is called but not among the components`),
    ...[...twice].map((other) => `"${other}" is listed twice`),
    ...calls.filter(({ from, to }) => from === to).map(({ from }) => `"${from}" calls itself`),
  ];
}
