import { apiDiff, compareOpenApi } from 'api-smart-diff';
import { z } from 'zod';
import { escapeKey, isRecord } from '../document/node.ts';
import { placeOf } from '../document/place.ts';
import { fromSwagger } from '../openapi/from-swagger.ts';
import type { Change } from './change.ts';
import { effectOf } from './effect.ts';

const diff = z.object({
  type: z.enum(['breaking', 'non-breaking', 'annotation', 'unclassified', 'deprecated']),
  action: z.enum(['add', 'remove', 'replace', 'rename', 'test']),
  path: z.array(z.union([z.string(), z.number()])),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export type Diff = z.infer<typeof diff>;

type Json = Readonly<Record<string, unknown>>;

/** What changed between two OpenAPI, Swagger or AsyncAPI documents. */
export function compareDocuments(before: Json, after: Json): readonly Change[] {
  const isOpenApi = (document: Json): boolean => 'openapi' in document || 'swagger' in document;
  const found =
    isOpenApi(before) && isOpenApi(after)
      ? compareOpenApi(asOpenApi(before), asOpenApi(after)).diffs
      : apiDiff(before, after);
  return found
    .map((one) => diff.parse(one))
    .filter(isOfUse)
    .map(toChange);
}

function asOpenApi(document: Json): Json {
  return 'swagger' in document ? fromSwagger(document) : document;
}

/** A shared schema is told where it is used, as that decides what a change means: in a request or in a response. */
function isOfUse({ path: [first, second], action }: Diff): boolean {
  return first !== 'components' && first !== 'openapi' && action !== 'test' && second !== 'version';
}

function toChange(found: Diff): Change {
  const pointer = `#/${found.path.map((key) => escapeKey(String(key))).join('/')}`;
  return {
    effect: effectOf(found),
    where: placeOf(pointer),
    what: told(found),
    at: pointer,
    isGone: found.action === 'remove',
  };
}

/** "removed the property `total` of the response", "type: string → integer". */
function told({ action, path, before, after }: Diff): string {
  const names = path.map(String);
  const side = names.includes('requestBody')
    ? ' of a request'
    : names.includes('responses')
      ? ' of a response'
      : '';
  const [holder = '', key = ''] = names.slice(-2);
  const what = nameOf(holder, key, action === 'remove' ? before : after);
  switch (action) {
    case 'add':
      return `added ${what}${side}`;
    case 'remove':
      return `removed ${what}${side}`;
    case 'rename':
    case 'replace':
    case 'test': {
      const property = names.at(-3) === 'properties' ? ` of \`${holder}\`` : '';
      return `${key}${property}${side}: ${shown(before)} → ${shown(after)}`;
    }
  }
}

function nameOf(holder: string, key: string, value: unknown): string {
  if (holder === 'properties') return `the property \`${key}\``;
  if (holder === 'required') return `\`${shown(value)}\` as required`;
  if (holder === 'enum') return `the value ${shown(value)}`;
  if (holder === 'parameters' && isRecord(value)) {
    const required = value['required'] === true ? 'required ' : '';
    return `the ${required}${String(value['in'])} parameter \`${String(value['name'])}\``;
  }
  if (/^(get|put|post|delete|options|head|patch|trace)$/.test(key))
    return `${key.toUpperCase()} ${holder}`;
  const scalar = typeof value === 'object' || value === undefined ? '' : ` ${shown(value)}`;
  return `${/^\d+$/.test(key) ? `${holder} ${key}` : key}${scalar}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

const MOST = 60;
