import { z } from 'zod';
import type { Agent } from '../core/agent.ts';
import { splitExamples } from '../core/examples.ts';
import { cutFrontMatter } from './fences.ts';
import type { FrontMatter } from './fences.ts';
import { readFields } from './fields.ts';
import type { Field, Fields } from './fields.ts';
import { identify, nameOfFile } from './identity.ts';
import { modelOf } from './models.ts';
import { normaliseText } from './normalise.ts';
import { firstProse } from './prose.ts';
import { textOf, unescapeText } from './texts.ts';
import { toolsOf } from './tools.ts';

export type ParsedFile =
  | {
      readonly kind: 'agent';
      readonly agent: Agent;
      /** Fields that the file has and nobody acts on. */
      readonly ignored: readonly string[];
    }
  | { readonly kind: 'skipped'; readonly file: string; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly file: string;
      readonly line?: number;
      readonly why: string;
    };

/**
 * Makes an agent of a file's text. Never throws, whatever the text. `strict` refuses a file that gives no name or
 * no description instead of deriving them.
 */
export function parseAgentFile(source: string, file: string, strict = false): ParsedFile {
  const normalised = normaliseText(source);
  if (!normalised.ok) return { kind: 'failed', file, why: normalised.why };
  const cut = cutFrontMatter(normalised.text);
  if (cut.kind === 'none') return { kind: 'skipped', file, why: 'no front matter' };
  if (cut.kind === 'refused') return { kind: 'failed', file, line: cut.line, why: cut.why };
  return parseFound(cut, file, strict);
}

type Found = Extract<FrontMatter, { kind: 'found' }>;

function parseFound(cut: Found, file: string, strict: boolean): ParsedFile {
  const fields = readFields(cut.block);
  const fail = (why: string, line: number): ParsedFile => ({ kind: 'failed', file, line, why });
  const lineOf = (key: string) => cut.line + (fields.byKey.get(key)?.line ?? 0);
  if (cut.body === '') {
    const last = cut.line + cut.block.split('\n').length;
    return fail('the file has no text below its front matter, so there is no system prompt', last);
  }

  const name = nameFor(fields, file);
  const description = descriptionFor(fields, cut.body);
  const derived = [...name.warnings, ...description.warnings];
  if (strict && derived[0] !== undefined) return fail(derived[0], cut.line);
  if (description.text === null)
    return fail('it has no description, and no prose to take one from', cut.line);
  const identity = identify(name.text);
  if (!identity.ok) return fail(identity.why, lineOf('name'));

  const model = modelOf(fields.byKey.get('model'));
  const color = textOf(fields.byKey.get('color'));
  const agent: Agent = agentSchema.parse({
    id: identity.id,
    name: name.text,
    description: description.text,
    routingText: splitExamples(description.text).prose || description.text,
    prompt: cut.body,
    model: model.model,
    tools: toolsOf(fields.byKey.get('tools')),
    ...(color === null ? {} : { color }),
    file,
    status: fields.recovered || cut.repairs.length > 0 ? 'recovered' : 'loaded',
    warnings: [
      ...(broken.test(`${cut.block}${cut.body}`) ? [brokenText] : []),
      ...cut.repairs,
      ...fields.warnings,
      ...derived,
      ...model.warnings,
    ],
  });
  return { kind: 'agent', agent, ignored: ignoredKeys(fields) };
}

/** What stands for bytes that are no UTF-8. */
const broken = /\uFFFD/;
const brokenText = 'some of its characters are lost, since they are not UTF-8: save it as UTF-8';

/** The last gate: whatever the lenient path made, this is what the rest of the program may rely on. */
const agentSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  description: z.string().min(1),
  routingText: z.string().min(1),
  prompt: z.string().min(1),
  model: z.string().min(1).nullable(),
  tools: z.array(z.string().min(1)).readonly().nullable(),
  color: z.string().exactOptional(),
  file: z.string().min(1),
  status: z.enum(['loaded', 'recovered']),
  warnings: z.array(z.string()).readonly(),
});

function nameFor(fields: Fields, file: string) {
  const given = textOf(fields.byKey.get('name'));
  if (given !== null) return { text: given, warnings: [] };
  const text = nameOfFile(file);
  return { text, warnings: [`it gives no name; the file's own is used: "${text}"`] };
}

function descriptionFor(fields: Fields, body: string) {
  const given = textOf(fields.byKey.get('description'));
  const unescaped = given === null ? '' : unescapeText(given).trim();
  if (unescaped !== '') return { text: unescaped, warnings: [] };
  const metadata = metadataDescription(fields.byKey.get('metadata'));
  if (metadata !== null) {
    return { text: metadata, warnings: ['it gives no description; metadata.description is used'] };
  }
  return {
    text: firstProse(body),
    warnings: ['it gives no description; the first paragraph of the prompt is used'],
  };
}

function metadataDescription(metadata: Field | undefined): string | null {
  const parsed = z
    .looseObject({ description: z.string().trim().min(1) })
    .safeParse(metadata?.value);
  return parsed.success ? unescapeText(parsed.data.description) : null;
}

function ignoredKeys(fields: Fields): readonly string[] {
  return [...fields.byKey.keys()].filter((key) => !honoured.has(key));
}

const honoured: ReadonlySet<string> = new Set(['name', 'description', 'tools', 'model', 'color']);
